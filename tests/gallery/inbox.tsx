import {
  IconCalendarPlus,
  IconCheck,
  IconGift,
  IconNote,
  IconPaperclip,
  IconPhone,
  IconPlus,
  IconSlash,
  IconTool,
} from '@tabler/icons-react'
import { useState } from 'react'
import { CardSection, CustomerCard } from '#web/kit/customer.tsx'
import { Timeline } from '#web/kit/timeline.tsx'
import {
  Button,
  Chip,
  ClockChip,
  Composer,
  DayLine,
  FilterSentence,
  HtmlMessage,
  IconButton,
  MessageBubble,
  PaneHead,
  Panes,
  Queue,
  Severity,
  StatusChip,
  SystemLine,
  Tabs,
  Thread,
} from '#web/kit.tsx'
import { ago, NOW, nothing, OPTIONS, running } from './samples.tsx'

const QUEUE = [
  {
    id: '1',
    name: 'Nguyễn Bích Ngọc',
    tier: 'Vàng',
    channel: 'zalo',
    at: ago(5),
    severity: 1,
    subject: 'Máy lọc nước X8 lại rò nước ra sàn gỗ',
    preview: 'Em ơi lần này nước tràn ra cả sàn rồi, chị không…',
    clock: running(18, 90),
  },
  {
    id: '2',
    name: 'Trương Văn Hùng',
    channel: 'phone',
    unread: true,
    at: ago(20),
    severity: 2,
    subject: 'Đại lý giao thiếu 6 nồi cơm NC-18',
    preview: 'Cuộc gọi nhỡ lúc 09:26 · gọi lại trước 10:00',
    clock: running(-12, 60),
  },
  {
    id: '3',
    name: 'Lê Thị Hạnh',
    channel: 'form',
    unread: true,
    at: ago(34),
    severity: 3,
    subject: 'Bếp từ báo lỗi E4, không nấu được',
    preview: 'Cô đã rút điện cắm lại như hướng dẫn mà vẫn báo…',
    clock: running(34, 240),
  },
] as const
const LATER = [
  {
    id: '4',
    name: 'Phan Quốc Khánh',
    channel: 'counter',
    at: ago(60 * 26),
    severity: 3,
    subject: 'Đổi nồi chiên 5L sang bản 7L',
    preview: 'Anh muốn bù thêm tiền để lấy bản lớn hơn',
    clock: running(120, 170),
  },
  {
    id: '5',
    name: 'Công ty Minh Tâm',
    channel: 'mail',
    unread: true,
    at: ago(60 * 50),
    severity: 4,
    subject: 'Xin báo giá 40 máy lọc cho văn phòng',
    preview: 'Kính gửi Quý công ty, chúng tôi có nhu cầu…',
    clock: { ...running(60, 90), state: 'paused' as const },
  },
] as const

/** The inbox of design 01 with sample rows. */
export function Inbox() {
  const [side, setSide] = useState(false)
  return (
    <Panes
      queue={<InboxQueue />}
      main={<InboxThread onCustomer={() => setSide(true)} />}
      side={<InboxCustomer />}
      sideOpen={side}
      onSide={setSide}
    />
  )
}

function InboxQueue() {
  const [checked, setChecked] = useState<Set<string>>(new Set())
  return (
    <>
      <PaneHead level={1} title="Hộp thư" open actions={<IconButton icon={IconPlus} label="Tạo phiếu" variant="boxed" kbd="c" />} />
      <Tabs
        label="Hàng đợi"
        value="mine"
        tabs={[
          { id: 'mine', label: 'Của tôi', count: 14, to: '/a' },
          { id: 'team', label: 'Nhóm Hỗ trợ', count: 38, to: '/b' },
          { id: 'free', label: 'Chưa ai nhận', count: 5, to: '/c' },
        ]}
      />
      <div style={{ padding: '9px 16px 1px' }}>
        <FilterSentence
          words={[
            'Phiếu ',
            { id: 'status', says: 'Trạng thái', options: OPTIONS, value: 'open', pick: nothing },
            ' từ ',
            { id: 'channel', says: 'Kênh', options: [], value: '', whatever: 'mọi kênh', pick: nothing },
            ', ',
            { id: 'sort', says: 'Thứ tự', options: [{ value: 'due', label: 'gấp nhất lên đầu' }], value: 'due', pick: nothing },
          ]}
        />
      </div>
      <Queue
        label="Của tôi"
        groups={[
          { id: 'now', title: 'Cần trả lời ngay', urgent: true, rows: [...QUEUE] },
          { id: 'today', title: 'Trong hôm nay', total: 8, rows: [...LATER] },
        ]}
        current="1"
        onOpen={nothing}
        checked={checked}
        onCheck={setChecked}
        actions={() => [
          { id: 'later', label: 'Hẹn lại', icon: IconCalendarPlus, tint: 'nghe', kbd: 'h', does: nothing },
          { id: 'done', label: 'Xong', icon: IconCheck, tint: 'ma', kbd: 'e', does: nothing },
        ]}
        newer={{ count: 3, onShow: nothing }}
        whenEmpty={null}
      />
    </>
  )
}

const CUSTOMER = { name: 'Nguyễn Bích Ngọc' }

function InboxThread({ onCustomer }: { onCustomer: () => void }) {
  const [words, setWords] = useState('Dạ em hiểu ạ, để chị phải lau dọn nhiều lần thế này là lỗi của bên em.')
  const [mode, setMode] = useState<'reply' | 'note'>('reply')
  return (
    <>
      <PaneHead
        title="Máy lọc nước X8 lại rò nước ra sàn gỗ"
        back="/"
        onCustomer={onCustomer}
        actions={<ClockChip pill full clock={running(18, 90)} />}
        second={
          <>
            <Severity level={1} chip />
            <StatusChip category="active" />
            <span className="num">PH-010482</span>
            <span style={{ flex: 1 }} />
            <Button size="sm" label="Xong" icon={IconCheck} kbd="e" />
          </>
        }
      />
      <Thread label="Cuộc trao đổi với chị Ngọc">
        <DayLine at={NOW} />
        <SystemLine at={ago(60)}>
          Tự động giao cho <b>Vũ Thị Mai</b> theo luật “Khách hạng Vàng”
        </SystemLine>
        <MessageBubble side="customer" author={CUSTOMER} at={ago(55)} via="Zalo">
          Em ơi máy lọc nhà chị lại rò nước. Tháng 11 với tháng 12 bên em sửa hai lần rồi mà vẫn bị.
        </MessageBubble>
        <MessageBubble side="us" author={{ name: 'Vũ Thị Mai' }} at={ago(50)} state="read">
          Dạ em Mai đây ạ. Em rất tiếc vì chị lại gặp sự cố này. Chị khóa giúp em van nước màu xanh dưới chậu rửa trước nhé, em kiểm tra
          lịch kỹ thuật ngay ạ.
        </MessageBubble>
        <MessageBubble side="note" author={{ name: 'Lê Hoàng Nam', tier: 'L2' }} at={ago(45)}>
          Máy này đã thay gioăng 2 lần, nhiều khả năng lỗi cụm van. Nên xem hướng đổi mới.
        </MessageBubble>
        <MessageBubble
          side="customer"
          author={CUSTOMER}
          at={ago(40)}
          via="Thư"
          wide
          files={[{ id: 'f', name: 'Hóa đơn mua hàng tháng 3.pdf', mime: 'application/pdf', size: 182_000 }]}
        >
          <HtmlMessage
            html={'<p>Chị gửi <b>ảnh</b> và hóa đơn.</p><img src="https://tracker.example/x.gif"><script>document.title="hỏng"</script>'}
            quoted="<p>Vào 17/11 em Mai viết: …</p>"
          />
        </MessageBubble>
        <MessageBubble
          side="us"
          author={{ name: 'Vũ Thị Mai' }}
          at={ago(3)}
          state="failed"
          stateSays="hộp thư của khách đầy"
          onResend={nothing}
        >
          Em đã nhận được ạ.
        </MessageBubble>
      </Thread>
      <Composer
        mode={mode}
        onMode={setMode}
        value={words}
        onChange={setWords}
        replyLabel="Trả lời qua thư"
        fact="Bản nháp lưu 09:41"
        onSend={nothing}
        tools={<ComposerTools />}
        send={<Button variant="filled" label={mode === 'note' ? 'Ghi chú' : 'Gửi và chờ khách'} kbd="Control+Enter" />}
      />
    </>
  )
}

const ComposerTools = () => (
  <>
    <IconButton icon={IconPaperclip} label="Đính kèm" />
    <IconButton icon={IconSlash} label="Mẫu câu" kbd="/" />
    <Chip small outline>
      Xưng hô: em – chị
    </Chip>
  </>
)

function InboxCustomer() {
  return (
    <CustomerCard
      customer={{
        id: '1',
        title: 'Chị Nguyễn Bích Ngọc',
        name: 'Nguyễn Bích Ngọc',
        tier: 'Hạng Vàng',
        since: '03/2021',
        phone: '0912 ••• 468',
        address: 'Ngõ 84 Trần Quang Diệu, Hà Nội',
      }}
      to="/khach/1"
      onReveal={nothing}
      actions={[
        { icon: IconPhone, label: 'Gọi' },
        { icon: IconCalendarPlus, label: 'Hẹn' },
        { icon: IconNote, label: 'Ghi chú' },
      ]}
      facts={[
        { label: 'Phiếu', value: '6' },
        { label: 'Đang mở', value: '1' },
        { label: 'CSAT', value: '3 / 5' },
      ]}
      warning="Dễ rời bỏ: 3 sự cố trong 90 ngày"
      memory={{ text: 'Nhà có bé nhỏ, sàn gỗ tự nhiên. Chỉ nghe máy sau 17:00.', onEdit: nothing }}
    >
      <CardSection title="Hành trình">
        <Timeline
          items={[
            { id: '1', icon: IconGift, tint: 'sen', title: 'Sinh nhật chị Ngọc', detail: 'Thiệp đã lên lịch', at: ago(-60 * 24 * 8) },
            { id: '2', icon: IconNote, tint: 'son', title: 'Rò nước lần 3', detail: 'Phiếu này', at: ago(20) },
            { id: '3', icon: IconTool, title: 'Thay gioăng cụm van', detail: 'Đặng Quốc Bảo · khách chấm 3/5', at: ago(60 * 24 * 35) },
          ]}
        />
      </CardSection>
    </CustomerCard>
  )
}
