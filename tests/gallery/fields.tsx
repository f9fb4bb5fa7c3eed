import { IconBuilding, IconTool, IconTruck } from '@tabler/icons-react'
import { useState } from 'react'
import {
  Button,
  Checkbox,
  DateField,
  Failure,
  Form,
  Grid,
  MoneyField,
  MultiSelect,
  NumberField,
  RadioCards,
  Screen,
  Select,
  Switch,
  TagsField,
  TextArea,
  TextField,
  TimeField,
} from '#web/kit.tsx'
import { nothing } from './samples.tsx'

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
