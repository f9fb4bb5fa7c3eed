import { phrases } from '#platform/text.ts'

/** What each number is called and how it is counted, word for word by kpi.md; shown behind ⓘ and in the Excel file. */
export const formulas = phrases(
  'performance.formulas',
  {
    csat: 'Hài lòng (CSAT)',
    csatHow: 'Số lượt chấm 4 hoặc 5 ÷ tất cả lượt chấm hợp lệ. Bên cạnh là điểm trung bình trên 5.',
    csatOut:
      'Khách không trả lời thì không tính, không coi là chê. Chấm muộn hơn 7 ngày sau khi gửi không tính. Chấm nhiều lần cho một phiếu thì lấy lần cuối. Tính cho người xử lý lúc phiếu xong; chuyển phiếu sau đó không đổi được điểm.',
    fcr: 'Xong ngay lần đầu (FCR)',
    fcrHow: (days: number) =>
      `Phiếu xong ngay lần liên hệ đầu, không mở lại và khách không hỏi lại việc đó trong ${days} ngày ÷ phiếu có thể xong ngay, nhận trong kỳ và đã qua ${days} ngày theo dõi.`,
    fcrOut:
      'Gọi điện, tại quầy: xong trong cuộc đó, không chuyển cấp. Kênh viết: một lần trả lời, hoặc xong trong 1 giờ làm việc. Không xét việc vốn phải chờ: bảo hành, đổi trả, khiếu nại mức 1–2.',
    resolved: 'Đã giải quyết trong kỳ',
    resolvedHow: 'Phiếu đã giải quyết trong kỳ và cuối kỳ vẫn xong ÷ (tồn đầu kỳ + nhận trong kỳ).',
    resolvedOut:
      'Mở lại trước cuối kỳ thì chưa tính là xong. Số của từng người tính trên mọi phiếu người đó từng giữ trong kỳ, công về người xử lý lúc xong.',
    backlog: 'Còn tồn đọng',
    backlogHow: 'Phiếu chưa giải quyết, chưa đóng, chưa hủy ở cuối kỳ, kể cả phiếu chờ khách (đếm riêng bên cạnh).',
    backlogOut: 'Tuổi tính theo ngày làm việc. Số ngày để xử lý hết = tồn ÷ số phiếu xong trung bình mỗi ngày làm việc, 20 ngày gần nhất.',
    resolution_time: 'Thời gian giải quyết',
    resolution_timeHow:
      'Từ lúc khách liên hệ tới lần xong cuối cùng, theo giờ làm việc, trừ lúc chờ khách. Số lớn là trung vị (một nửa nhanh hơn).',
    resolution_timeOut:
      'Tính phiếu xong trong kỳ. Thời gian giữa lúc xong và lúc mở lại vẫn tính, vì việc của khách chưa xong. Chờ nhà cung cấp, đơn vị vận chuyển vẫn tính.',
    first_response: 'Phản hồi đầu tiên',
    first_responseHow:
      'Từ lúc khách liên hệ tới câu trả lời đầu tiên của người (không tính thư tự động, ghi chú nội bộ), theo giờ làm việc. Số lớn là trung vị.',
    first_responseOut: 'Tính phiếu nhận trong kỳ và đã được trả lời. Phiếu chưa trả lời đếm riêng, không bị bỏ quên.',
    first_response_on_time: 'Phản hồi đúng hạn',
    first_response_on_timeHow: 'Hạn phản hồi đầu tiên đạt được (đúng lúc hết hạn vẫn là đạt) ÷ hạn rơi vào kỳ hoặc đã đạt trong kỳ.',
    first_response_on_timeOut: 'Quá hạn mà chưa trả lời thì tính trễ ngay, không đợi đóng phiếu.',
    repeat_contact: 'Khách phải gọi lại',
    repeat_contactHow: (days: number) =>
      `Phiếu đã xong mà khách liên hệ lại về chính việc đó trong ${days} ngày ÷ phiếu xong trong kỳ đã qua ${days} ngày theo dõi.`,
    repeat_contactOut: 'Lời cảm ơn và việc khác không tính. Tính cho người xử lý phiếu ban đầu.',
    reopen: 'Phiếu mở lại',
    reopenHow: 'Phiếu xong trong kỳ mà khách làm mở lại trong 7 ngày ÷ phiếu xong trong kỳ.',
    reopenOut: 'Đồng nghiệp bấm hoàn tác trong một phút thì coi như chưa từng xong.',
    survey_response: 'Khách trả lời khảo sát',
    survey_responseHow: 'Khảo sát được trả lời trong 7 ngày ÷ khảo sát gửi tới được trong kỳ.',
    survey_responseOut: 'Thư bị trả lại không tính vào mẫu số.',
    fcr_gross: 'FCR trên mọi phiếu',
    resolved_cohort: 'Nhận trong kỳ và xong trong kỳ',
    backlog_overdue: 'Tồn đã quá hạn',
    backlog_waiting: 'Tồn chờ khách',
    everywhere:
      'Không tính vào đâu: thư rác, phiếu thử, phiếu đã gộp (phiếu còn lại mang ngày sớm nhất), việc nội bộ, phiếu do mình mở mà khách chưa trả lời. Số của nhóm là tổng tử ÷ tổng mẫu, không lấy trung bình của từng người.',
  },
  {
    csat: 'Satisfaction (CSAT)',
    csatHow: 'Answers of 4 or 5 ÷ all valid answers. Beside it the mean out of 5.',
    csatOut:
      'No answer counts as nothing, not as bad. An answer more than 7 days after sending does not count. Of several answers for one case the last counts. Credited to the handler at resolution; moving the case later moves no score.',
    fcr: 'Solved at first contact (FCR)',
    fcrHow: (days: number) =>
      `Cases solved at the first contact, not reopened and without another contact on the same matter within ${days} days ÷ cases that can be solved at once, received in the period, whose ${days} days have passed.`,
    fcrOut:
      'Phone and counter: solved in that contact, not escalated. Written channels: one answer, or solved within 1 working hour. Left out is what must wait by nature: warranty, returns, complaints of severity 1–2.',
    resolved: 'Resolved in the period',
    resolvedHow: 'Cases resolved in the period and still resolved at its end ÷ (open at the start + received).',
    resolvedOut:
      'Reopened before the end means not resolved. A person’s number counts every case they held in the period; credit goes to the handler at resolution.',
    backlog: 'Still open',
    backlogHow:
      'Cases not resolved, closed or cancelled at the end of the period, those waiting for the customer included (told apart beside it).',
    backlogOut: 'Age in working days. Days to clear = backlog ÷ cases resolved per working day over the last 20 working days.',
    resolution_time: 'Time to resolve',
    resolution_timeHow:
      'From the customer’s contact to the last resolution, in working hours, without waiting for the customer. The large number is the median.',
    resolution_timeOut:
      'Cases resolved in the period. Time between resolving and reopening counts, since the customer’s problem was not solved. Waiting for suppliers or carriers counts.',
    first_response: 'First response',
    first_responseHow:
      'From the customer’s contact to the first answer by a person (no automatic mail, no internal note), in working hours. The large number is the median.',
    first_responseOut: 'Cases received in the period and answered. Unanswered ones are counted beside it, not forgotten.',
    first_response_on_time: 'First response in time',
    first_response_on_timeHow: 'First response deadlines met (on the dot is met) ÷ deadlines that fell into the period or were met in it.',
    first_response_on_timeOut: 'Past due and unanswered is late now, whether or not the case is closed.',
    repeat_contact: 'Had to call again',
    repeat_contactHow: (days: number) =>
      `Resolved cases after which the customer came back about the same matter within ${days} days ÷ cases resolved in the period whose ${days} days have passed.`,
    repeat_contactOut: 'Thanks and other matters do not count. Credited to the handler of the original case.',
    reopen: 'Reopened',
    reopenHow: 'Cases resolved in the period that a customer reopened within 7 days ÷ cases resolved in the period.',
    reopenOut: 'A colleague’s undo within a minute counts as never resolved.',
    survey_response: 'Survey response',
    survey_responseHow: 'Surveys answered within 7 days ÷ surveys delivered in the period.',
    survey_responseOut: 'Bounced mail is not in the denominator.',
    fcr_gross: 'FCR of all cases',
    resolved_cohort: 'Received and resolved in the period',
    backlog_overdue: 'Open and overdue',
    backlog_waiting: 'Open, waiting for the customer',
    everywhere:
      'Counted nowhere: spam, tests, merged cases (the surviving one carries the earliest date), internal work, cases of ours the customer never answered. A team’s number is Σ numerators ÷ Σ denominators, never a mean of people’s.',
  },
)
