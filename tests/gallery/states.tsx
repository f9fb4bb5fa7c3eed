import { IconCalendarPlus, IconNote, IconPlug, IconRefresh } from '@tabler/icons-react'
import { ConfirmBox } from '#web/kit/confirm.tsx'
import { Meter } from '#web/kit/kpi.tsx'
import undo from '#web/kit/undo.module.css'
import { ToastInside } from '#web/kit/undo.tsx'
import { Banner, Button, Empty, ErrorBox, Failure, Grid, KpiTile, PersonCard, Skeleton, Stack } from '#web/kit.tsx'
import { PaletteList } from '#web/palette-box.tsx'
import { nothing, Sample } from './samples.tsx'

/** Palette, questions and what was done. */
export function PaletteAndDialogs() {
  const groups = [
    {
      id: 'customers',
      title: 'Khách hàng',
      items: [{ id: '1', label: 'Hùng Phát', name: 'Hùng Phát', person: 'Hùng Phát', detail: 'đại lý, Hải Phòng' }],
    },
    {
      id: 'cases',
      title: 'Phiếu và khiếu nại',
      items: [{ id: '2', label: 'Đại lý Hùng Phát giao thiếu 6 nồi cơm', name: '', icon: IconNote, hint: 'PH-000039' }],
    },
    { id: 'do', title: 'Làm ngay', items: [{ id: '3', label: 'Hẹn gọi Hùng Phát…', name: '', icon: IconCalendarPlus, kbd: 'h' }] },
  ]
  return (
    <>
      <Sample title="Hộp lệnh, Ctrl K">
        <PaletteList groups={groups} at={0} id="gallery" onTake={nothing} nothing="" />
      </Sample>
      <Sample title="Việc không lùi lại được thì phải hỏi">
        <ConfirmBox
          title="Xóa dữ liệu của chị Bích Ngọc?"
          consequences="Xóa hẳn hồ sơ, 38 cuộc trao đổi và 4 sản phẩm. Đơn hàng được giữ lại nhưng ẩn tên."
          verb="Xóa hẳn"
          danger
          typed
          answer={nothing}
        />
      </Sample>
      <Sample title="Việc lùi lại được thì làm luôn, cho hoàn tác">
        <div className={undo.toast}>
          <ToastInside says="Đã đóng 12 phiếu." tone="good" onUndo={nothing} onClose={nothing} closeLabel="Đóng" undoLabel="Hoàn tác" />
          <i className={undo.bar} style={{ animation: 'none', transform: 'scaleX(.62)' }} />
        </div>
      </Sample>
      <Sample title="Ô KPI">
        <Grid columns={2} gap={10}>
          <KpiTile
            label="Xong ngay lần đầu (FCR)"
            value="72,6%"
            change={{ words: '4,1 điểm', up: false, good: false }}
            target="mục tiêu 78%"
            spark={[78, 79, 77.5, 78.5, 76, 75, 72.6]}
            goal={78}
            to="/"
            info="Số phiếu xong ngay lần đầu chia cho số phiếu đã giải quyết."
          />
          <KpiTile
            label="Hài lòng (CSAT)"
            value="4,6"
            unit="/ 5"
            change={{ words: '0,1', up: true, good: true }}
            target="mục tiêu 4,5"
            spark={[4.3, 4.35, 4.34, 4.45, 4.5, 4.55, 4.6]}
            goal={4.5}
            onSelect={nothing}
            selected
          />
        </Grid>
      </Sample>
      <Sample title="Tải việc">
        <Stack gap={8}>
          <PersonCard
            name="Vũ Thị Mai"
            tier="L1"
            line="Vai chính · 60%"
            availability="accepting"
            boxed
            selected
            foot={<Meter label="Tải việc 92%" parts={[{ share: 0.5 }, { share: 0.25, tint: 'nghe' }, { share: 0.17, tint: 'ma' }]} />}
          />
          <PersonCard name="Lê Hoàng Nam" tier="L2" line="Kiêm nhiệm · 20%" boxed dashed />
        </Stack>
      </Sample>
    </>
  )
}

/** Empty, failed, waiting. */
export function States() {
  return (
    <>
      <Sample title="Trống vì đã làm hết">
        <Empty
          kind="done"
          title="Hết việc rồi, uống ngụm trà đã"
          says="Nhóm Hỗ trợ còn 38 phiếu, trong đó 5 phiếu chưa ai nhận."
          action={<Button size="sm" label="Xem 5 phiếu chưa ai nhận" />}
        />
      </Sample>
      <Sample title="Trống vì chưa cài đặt">
        <Empty
          kind="setup"
          icon={IconPlug}
          title="Chưa nối kênh nào"
          says="Nối hộp thư hoặc mở trang gửi yêu cầu để lời của khách tự về đây."
          action={
            <>
              <Button size="sm" variant="filled" label="Nối kênh đầu tiên" />
              <Button size="sm" variant="subtle" label="Nhập phiếu từ Excel" />
            </>
          }
        />
      </Sample>
      <Sample title="Đang tải">
        <Skeleton rows={2} />
      </Sample>
      <Sample title="Lỗi, nói rõ chuyện gì và làm gì tiếp">
        <ErrorBox
          error={new Failure(502, { code: 'channels.mailDown', message: 'Máy chủ thư không nhận lúc 09:44.' })}
          title="Thư chưa gửi được"
          safe="Lời trả lời đã giữ trong nháp, chưa gửi cho khách."
          retry={nothing}
          action={<Button size="sm" label="Xem cài đặt thư" icon={IconRefresh} />}
        />
      </Sample>
      <Sample title="Mất mạng, vẫn làm được">
        <Banner tint="nghe">Đang ngoại tuyến, 3 thay đổi sẽ tự gửi khi có mạng</Banner>
      </Sample>
    </>
  )
}
