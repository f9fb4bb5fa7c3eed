import { useState } from 'react'
import { BarRow, Bars } from '#web/kit/kpi.tsx'
import { Button, Card, Chart, Chip, Grid, PersonCard, Screen, Stack, Table } from '#web/kit.tsx'
import { nothing } from './samples.tsx'

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
