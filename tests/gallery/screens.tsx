import {
  IconArrowsJoin,
  IconBuilding,
  IconCalendarPlus,
  IconCheck,
  IconDots,
  IconGift,
  IconNote,
  IconPaperclip,
  IconPhone,
  IconPlug,
  IconPlus,
  IconRefresh,
  IconSlash,
  IconTag,
  IconTool,
  IconTruck,
  IconUserPlus,
} from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { ConfirmBox } from '#web/kit/confirm.tsx'
import { CardSection, CustomerCard } from '#web/kit/customer.tsx'
import { BarRow, Bars, Meter } from '#web/kit/kpi.tsx'
import { Timeline } from '#web/kit/timeline.tsx'
import { ToastInside } from '#web/kit/undo.tsx'
import {
  Banner,
  BulkBar,
  Button,
  Card,
  Chart,
  Checkbox,
  Chip,
  ClockChip,
  Composer,
  CustomerTier,
  DateField,
  DayLine,
  Empty,
  ErrorBox,
  Failure,
  FilterSentence,
  Form,
  Grid,
  HtmlMessage,
  IconButton,
  KpiTile,
  Menu,
  MessageBubble,
  MoneyField,
  MultiSelect,
  NumberField,
  PaneHead,
  Panes,
  PersonCard,
  PhoneField,
  Queue,
  RadioCards,
  Row,
  Screen,
  Segmented,
  Select,
  Severity,
  Skeleton,
  Stack,
  StatusChip,
  Switch,
  SystemLine,
  Table,
  Tabs,
  TagsField,
  TextArea,
  TextField,
  Thread,
  TierChip,
  TimeField,
} from '#web/kit.tsx'
import { PaletteList } from '#web/palette-box.tsx'
import undo from './undo.module.css'

const nothing = () => undefined
const NOW = Date.now()
const ago = (minutes: number) => new Date(NOW - minutes * 60_000)
const running = (left: number, whole: number) => ({
  state: 'running' as const,
  due: ago(-left),
  since: ago(whole - left),
  what: 'Trả lời',
  rule: 'Khách hạng Vàng',
  calendar: 'Giờ hành chính',
})

const Sample = ({ title, children }: { title: string; children: ReactNode }) => <Card title={title}>{children}</Card>

/** The sheet of design 09: every atom in its states. */
export function Atoms() {
  return (
    <Screen title="Thành phần">
      <Grid columns={3} gap={14}>
        <Stack gap={14}>
          <Buttons />
          <Marks />
          <FilterAndField />
        </Stack>
        <Stack gap={14}>
          <PaletteAndDialogs />
        </Stack>
        <Stack gap={14}>
          <States />
        </Stack>
      </Grid>
    </Screen>
  )
}

function Buttons() {
  return (
    <Sample title="Nút">
      <Stack gap={10}>
        <Row gap={6} wrap>
          <Button variant="filled" label="Gửi và chờ khách" kbd="Control+Enter" />
          <Button label="Lưu nháp" />
          <Button variant="subtle" label="Bỏ qua" />
        </Row>
        <Row gap={6} wrap>
          <Button variant="danger" label="Không duyệt" />
          <Button variant="dangerFilled" label="Xóa hẳn" />
          <Button label="Chưa đủ quyền" does="nobody.may" />
          <Button variant="filled" label="Đang gửi" busy />
        </Row>
        <Row gap={6}>
          <IconButton icon={IconPaperclip} label="Đính kèm" />
          <IconButton icon={IconPlus} label="Tạo phiếu" variant="boxed" />
          <IconButton icon={IconPlus} label="Tạo phiếu mới" variant="brand" badge={3} />
          <Menu
            trigger={{ icon: IconDots, label: 'Thêm thao tác' }}
            items={[{ label: 'Gộp phiếu…', icon: IconArrowsJoin }, 'line', { label: 'Xóa', danger: true }]}
          />
          <Segmented
            label="Cách xem"
            value="all"
            onChange={nothing}
            options={[
              { value: 'all', label: 'Cả phòng' },
              { value: 'team', label: 'Theo nhóm' },
              { value: 'one', label: 'Từng người' },
            ]}
          />
        </Row>
      </Stack>
    </Sample>
  )
}

function Marks() {
  return (
    <>
      <Sample title="Mức độ và cấp xử lý">
        <Row gap={6} wrap>
          <Severity level={4} chip />
          <Severity level={3} chip />
          <Severity level={2} chip />
          <Severity level={1} chip />
          <TierChip tier="L1" />
          <TierChip tier="L2" />
          <TierChip tier="L3" />
          <TierChip tier="L4" />
          <CustomerTier label="Vàng" />
        </Row>
      </Sample>
      <Sample title="Trạng thái phiếu">
        <Row gap={6} wrap>
          {(
            [
              'new',
              'active',
              'waiting_customer',
              'waiting_approval',
              'waiting_internal',
              'waiting_third_party',
              'resolved',
              'closed',
              'cancelled',
              'reopened',
            ] as const
          ).map((category) => (
            <StatusChip key={category} category={category} />
          ))}
        </Row>
      </Sample>
      <Sample title="Đồng hồ thời hạn">
        <Row gap={6} wrap>
          <ClockChip pill clock={running(120, 170)} />
          <ClockChip pill clock={running(18, 90)} />
          <ClockChip pill clock={running(-12, 60)} />
          <ClockChip pill clock={{ ...running(60, 90), state: 'paused' }} />
          <ClockChip pill clock={{ ...running(60, 90), state: 'met', endedAt: ago(27) }} />
          <ClockChip pill clock={{ ...running(9000, 10000), legal: true, words: 'luật: 7 ngày làm việc' }} />
          <ClockChip pill full clock={running(18, 90)} />
        </Row>
      </Sample>
    </>
  )
}

const OPTIONS = [
  { value: 'open', label: 'đang mở' },
  { value: 'waiting', label: 'chờ khách' },
]

function FilterAndField() {
  const [phone, setPhone] = useState('0912 345 46')
  return (
    <>
      <Sample title="Bộ lọc viết thành câu">
        <FilterSentence
          words={[
            'Phiếu ',
            { id: 'status', says: 'Trạng thái', options: OPTIONS, value: 'open', pick: nothing },
            ' của ',
            { id: 'team', says: 'Nhóm', options: [{ value: 'a', label: 'nhóm Hỗ trợ' }], value: 'a', pick: nothing },
            ', tạo ',
            { id: 'when', says: 'Ngày tạo', options: [], value: '', whatever: '7 ngày qua', pick: nothing },
          ]}
          chips={[
            { id: 'tier', label: 'Hạng Vàng', drop: nothing },
            { id: 'channel', label: 'Kênh Zalo', drop: nothing },
          ]}
          more={[{ id: 'tag', says: 'Nhãn', options: [], value: '', pick: nothing }]}
          onSave={nothing}
        />
      </Sample>
      <Sample title="Ô nhập có lỗi">
        <PhoneField label="Số điện thoại" value={phone} onChange={setPhone} error="Thiếu một chữ số. Số di động có 10 chữ số." />
      </Sample>
      <Sample title="Chọn nhiều">
        <BulkBar
          count={12}
          noun="phiếu"
          onClear={nothing}
          actions={[
            { id: 'assign', label: 'Giao', icon: IconUserPlus, does: nothing },
            { id: 'tag', label: 'Nhãn', icon: IconTag, does: nothing },
            { id: 'merge', label: 'Gộp', icon: IconArrowsJoin, does: nothing },
            { id: 'done', label: 'Xong', icon: IconCheck, does: nothing },
          ]}
        />
      </Sample>
    </>
  )
}

function PaletteAndDialogs() {
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

function States() {
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

const DAYS = ['01/01', '02/01', '03/01', '04/01', '05/01', '06/01', '07/01', '08/01']
const PEOPLE = [
  { id: '1', name: 'Vũ Thị Mai', done: 148, fcr: '79%' },
  { id: '2', name: 'Bùi Anh Tuấn', done: 131, fcr: '76%' },
]

/** Dashboard parts and a table. */
export function Figures() {
  const [selected, setSelected] = useState<Set<string>>(new Set(['1']))
  return (
    <Screen
      title="KPI phòng Chăm sóc khách hàng"
      actions={<Button label="Xuất Excel" size="sm" />}
      filters={<Chip outline>01/01 – 18/01/2027</Chip>}
    >
      <Stack gap={12}>
        <Grid columns="1.18fr .74fr" gap={12}>
          <Card title="Nhận vào và giải quyết mỗi ngày">
            <Chart
              summary="Số phiếu nhận và xong mỗi ngày, 8 ngày"
              labels={DAYS}
              series={[
                { id: 'in', label: 'Nhận', values: [18, 31, 24, 52, 55, 49, 47, 50] },
                { id: 'out', label: 'Xong', ours: true, values: [16, 29, 25, 49, 56, 50, 48, 38] },
              ]}
              notes={[{ label: '04/01', words: 'sự cố lô van X8' }]}
            />
          </Card>
          <Card title="Tuổi việc tồn">
            <Bars label="Tuổi việc tồn">
              <BarRow label="Trong ngày" value="19" share={1} mark={0.9} to="/" />
              <BarRow label="4–7 ngày" value="8" share={0.42} tint="nghe" onSelect={nothing} />
              <BarRow label="Trên 7 ngày" value="4" share={0.2} tint="son" change={{ words: '+2', good: false }} />
            </Bars>
          </Card>
        </Grid>
        <Table
          label="Từng người"
          rows={PEOPLE}
          whenEmpty="Chưa có ai"
          to={({ id }) => `/nguoi/${id}`}
          selected={selected}
          onSelect={setSelected}
          rowName={({ name }) => name}
          sort={{ by: 'done', down: true }}
          onSort={nothing}
          more={{ has: true, loading: false, load: nothing }}
          columns={[
            { head: 'Nhân viên', cell: ({ name, id }) => <PersonCard name={name} id={id} size={22} tier="L1" />, main: true },
            { head: 'Đã xong', cell: ({ done }) => done, align: 'right', num: true, sortBy: 'done' },
            { head: 'FCR', cell: ({ fcr }) => fcr, align: 'right', num: true },
          ]}
        />
      </Stack>
    </Screen>
  )
}

/** Every field. */
export function Fields() {
  const [money, setMoney] = useState<number | null>(1_250_000)
  const [day, setDay] = useState<string | null>('2026-11-24')
  const [topic, setTopic] = useState<string | null>('fault')
  return (
    <Screen title="Ô nhập" narrow crumbs={[{ label: 'Cài đặt', to: '/cai-dat' }]}>
      <Form
        onSubmit={nothing}
        error={new Failure(422, { code: 'input', message: '', issues: [{ path: ['name'], message: 'Tên không để trống.' }] })}
        actions={<Button type="submit" variant="filled" label="Lưu" />}
      >
        <TextField label="Tên kênh" name="name" value="" onChange={nothing} required />
        <TextArea label="Lời chào" value="Chào anh/chị," onChange={nothing} hint="Khách thấy ở đầu trang." />
        <Grid columns={2}>
          <MoneyField label="Tự quyết đến" value={money} onChange={setMoney} />
          <NumberField label="Tối đa phiếu một người" value={12} onChange={nothing} suffix="phiếu" />
          <DateField label="Áp dụng từ" value={day} onChange={setDay} />
          <TimeField label="Mở cửa" value="08:00" onChange={nothing} />
          <Select
            label="Nhóm nhận"
            value="a"
            onChange={nothing}
            options={[
              { value: 'a', label: 'Nhóm Hỗ trợ' },
              { value: 'b', label: 'Nhóm Sau bán' },
            ]}
          />
          <MultiSelect
            label="Kỹ năng"
            value={['a']}
            onChange={nothing}
            options={[
              { value: 'a', label: 'Máy lọc nước' },
              { value: 'b', label: 'Bếp từ' },
            ]}
          />
        </Grid>
        <TagsField label="Nhãn" value={['gấp', 'đại lý']} onChange={nothing} />
        <RadioCards
          label="Chuyện liên quan đến"
          value={topic}
          onChange={setTopic}
          options={[
            { value: 'fault', label: 'Sản phẩm lỗi', icon: IconTool },
            { value: 'delivery', label: 'Giao hàng', icon: IconTruck },
            { value: 'other', label: 'Chuyện khác', icon: IconBuilding, hint: 'Kể rõ hơn ở dưới' },
          ]}
        />
        <Switch label="Tự động báo đã nhận" hint="Gửi kèm đường dẫn theo dõi." value onChange={nothing} />
        <Checkbox label="Nhận thư ngoài giờ" value={false} onChange={nothing} />
      </Form>
    </Screen>
  )
}
