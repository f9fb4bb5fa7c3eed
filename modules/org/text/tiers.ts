import { phrases } from '#platform/text.ts'

/** Words of the limits of each tier. */
export const tierWords = phrases(
  'org.tiers',
  {
    L1: 'Tuyến đầu',
    L2: 'Trưởng nhóm',
    L3: 'Phụ trách',
    L4: 'Ban giám đốc',
    ladder: 'Bốn cấp xử lý',
    ladderSays:
      'Cấp là nơi một phiếu đang được giải quyết; bậc cạnh tên là trình độ của từng người. Ai giữ nhiều vai thì được theo vai rộng nhất.',
    nobody: 'Chưa có ai. Phiếu lên cấp này đến người đứng đầu đơn vị.',
    nobodyFirst: 'Chưa có ai.',
    hats: 'Vai ở cấp này',
    what: 'Được làm',
    beside: 'Ngoài bốn cấp',
    own: 'việc của mình',
    team: 'trong nhóm',
    unit: 'đơn vị mình phụ trách',
    all: 'toàn công ty',
    none: 'không',
    nobodyHere: '–',
    but: (hats: string, reach: string) => `${hats}: ${reach}`,
    reachesSays:
      'Việc của mình: đang xử lý, phụ trách hoặc được mời vào. Trong nhóm: thêm việc của nhóm và việc còn chờ người nhận. Đơn vị mình phụ trách: thêm mọi nhóm bên dưới.',
  },
  {
    L1: 'Front line',
    L2: 'Team leads',
    L3: 'Heads',
    L4: 'Board',
    ladder: 'Four tiers',
    ladderSays:
      'A tier is where a case is being dealt with; the grade beside a name is how skilled that person is. Whoever wears several hats may do what the widest allows.',
    nobody: 'Nobody yet. Cases raised to here go to whoever leads the unit.',
    nobodyFirst: 'Nobody yet.',
    hats: 'Hats of this tier',
    what: 'May',
    beside: 'Beside the tiers',
    own: 'own work',
    team: 'in the team',
    unit: 'the units they lead',
    all: 'whole company',
    none: 'no',
    nobodyHere: '–',
    but: (hats: string, reach: string) => `${hats}: ${reach}`,
    reachesSays:
      'Own work: what one handles, answers for or was invited to. In the team: also work of the team and what waits for somebody to take it. The units they lead: also every team below.',
  },
)
