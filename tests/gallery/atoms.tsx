import { IconArrowsJoin, IconCheck, IconDots, IconPaperclip, IconPlus, IconTag, IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import {
  BulkBar,
  Button,
  ClockChip,
  CustomerTier,
  FilterSentence,
  Grid,
  IconButton,
  Menu,
  PhoneField,
  Row,
  Screen,
  Segmented,
  Severity,
  Stack,
  StatusChip,
  TierChip,
} from '#web/kit.tsx'
import { ago, nothing, OPTIONS, running, Sample } from './samples.tsx'
import { PaletteAndDialogs, States } from './states.tsx'

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
