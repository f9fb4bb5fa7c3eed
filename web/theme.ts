import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

/** Every colour of the house. Derived in OKLCH with contrast checked (docs/decisions and the design language, §3); nothing else names a hex value. */
const colors = {
  covit: ['#EFFAFB', '#DDF4F6', '#C1E9ED', '#9DDAE1', '#73C5CE', '#4AACB6', '#2A919C', '#00717A', '#036068', '#02464C'],
  sen: ['#FFF4F8', '#FEE8EF', '#FED3E1', '#FFB5D0', '#FE8BB9', '#EA689F', '#CC4D85', '#A52F66', '#8C2756', '#671C3F'],
  son: ['#FEF5F4', '#FFE9E6', '#FED5D0', '#FFBAB1', '#FE9388', '#F96459', '#DA4740', '#B22725', '#97201E', '#701816'],
  nghe: ['#FDF7EB', '#FBEDD5', '#F5DDB3', '#ECC888', '#DCAE56', '#C5921C', '#A77900', '#805C02', '#6D4E01', '#513800'],
  ma: ['#F0FBF2', '#DFF6E4', '#C4ECCE', '#A2DFB2', '#7BCB91', '#54B272', '#379759', '#14763E', '#116434', '#0D4925'],
  lam: ['#F2F8FF', '#E4F0FF', '#CBE3FE', '#ABD2FE', '#7DBAFF', '#519FF2', '#3584D5', '#1664AE', '#125594', '#0D3E6D'],
  cham: ['#F7F6FF', '#EEEDFE', '#DEDCFF', '#CBC6FF', '#B2A9FE', '#988AF2', '#7F70D5', '#6152AE', '#524594', '#3C326D'],
  gray: ['#FDFDFA', '#F8F8F5', '#F3F3EF', '#EAEAE6', '#DEDEDB', '#CECECB', '#9E9F9C', '#757572', '#535350', '#1E1E1C'],
  dark: ['#ECEDE9', '#BDBEBA', '#939490', '#636460', '#474845', '#363734', '#2A2A27', '#21221F', '#191A17', '#121310'],
} satisfies Record<string, MantineColorsTuple>

export const theme = createTheme({
  fontFamily: 'var(--font)',
  headings: { fontFamily: 'inherit', fontWeight: '600' },
  primaryColor: 'covit',
  primaryShade: 7,
  colors,
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '18px', sm: '20px', md: '22px', lg: '24px', xl: '28px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '10px', xl: '14px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
})

type Family = { bg: string; bg2: string; bd: string; tx: string; dot: string; fill: string }

const family = (name: string, { bg, bg2, bd, tx, dot, fill }: Family) => ({
  [`--${name}-bg`]: bg,
  [`--${name}-bg2`]: bg2,
  [`--${name}-bd`]: bd,
  [`--${name}-tx`]: tx,
  [`--${name}-dot`]: dot,
  [`--${name}-fill`]: fill,
})

const light: Record<string, string> = {
  '--app': '#F8F8F5',
  '--side': '#F3F3EF',
  '--surface': '#FFFFFF',
  '--raise': '#FFFFFF',
  '--sunk': '#F1F1ED',
  '--sunk2': '#E7E7E2',
  '--line': '#E7E7E2',
  '--line2': '#D9D9D4',
  '--ctl': '#888984',
  '--tx1': '#1C1D1A',
  '--tx2': '#50524C',
  '--tx3': '#696B64',
  '--brand': '#00717A',
  '--brand2': '#036068',
  '--focus': '#208B96',
  '--sel': '#EAF6F7',
  '--selline': '#208B96',
  '--onfill': '#FFFFFF',
  ...family('covit', { bg: '#E5F7F9', bg2: '#CCEEF1', bd: '#A8D8DD', tx: '#00646D', dot: '#208B96', fill: '#00717A' }),
  ...family('sen', { bg: '#FFEEF3', bg2: '#FFDBE7', bd: '#FFB5D0', tx: '#94285B', dot: '#C5467F', fill: '#A52F66' }),
  ...family('son', { bg: '#FEEFED', bg2: '#FEDED9', bd: '#FFBAB1', tx: '#9F211F', dot: '#D3403A', fill: '#B22725' }),
  ...family('nghe', { bg: '#FDF3E0', bg2: '#F8E4C0', bd: '#E6CA96', tx: '#775603', dot: '#B08004', fill: '#805C02' }),
  ...family('ma', { bg: '#E7F8EA', bg2: '#CFF0D6', bd: '#ABDCB7', tx: '#106936', dot: '#309154', fill: '#14763E' }),
  ...family('lam', { bg: '#EBF4FE', bg2: '#D5E9FF', bd: '#AAD2FF', tx: '#11599C', dot: '#2F7ECE', fill: '#1664AE' }),
  ...family('cham', { bg: '#F2F1FF', bg2: '#E4E3FE', bd: '#CAC6FF', tx: '#56489C', dot: '#796ACE', fill: '#6152AE' }),
  '--sh1': '0 1px 2px rgb(20 22 18/.05)',
  '--sh2': '0 4px 16px -4px rgb(20 22 18/.12),0 0 0 1px rgb(20 22 18/.05)',
  '--sh3': '0 16px 48px -12px rgb(20 22 18/.25),0 0 0 1px rgb(20 22 18/.06)',
}

const dark: Record<string, string> = {
  '--app': '#121310',
  '--side': '#151613',
  '--surface': '#1A1B18',
  '--raise': '#22231F',
  '--sunk': '#252622',
  '--sunk2': '#31332E',
  '--line': '#2B2D28',
  '--line2': '#3A3C37',
  '--ctl': '#757772',
  '--tx1': '#ECEDE9',
  '--tx2': '#BDBEBA',
  '--tx3': '#979993',
  '--brand': '#127780',
  '--brand2': '#1A6870',
  '--focus': '#53AEB8',
  '--sel': '#16292B',
  '--selline': '#53AEB8',
  '--onfill': '#FFFFFF',
  ...family('covit', { bg: '#142C2F', bg2: '#193A3D', bd: '#285055', tx: '#95D2D9', dot: '#53AEB8', fill: '#127780' }),
  ...family('sen', { bg: '#3D1B28', bg2: '#502335', bd: '#6C344A', tx: '#FFA8C8', dot: '#EA6EA2', fill: '#AA386C' }),
  ...family('son', { bg: '#3B1E1B', bg2: '#55221D', bd: '#73322D', tx: '#FFADA3', dot: '#F86B60', fill: '#B7322D' }),
  ...family('nghe', { bg: '#2E2618', bg2: '#42310D', bd: '#5B4519', tx: '#E4C080', dot: '#C6952E', fill: '#876203' }),
  ...family('ma', { bg: '#162E1D', bg2: '#1C3C26', bd: '#2C5337', tx: '#9AD7AA', dot: '#5DB478', fill: '#237C45' }),
  ...family('lam', { bg: '#15293E', bg2: '#1B3652', bd: '#2A4B6F', tx: '#9CCAFE', dot: '#59A2F1', fill: '#226BB3' }),
  ...family('cham', { bg: '#27233F', bg2: '#332E52', bd: '#47426F', tx: '#C2BDFF', dot: '#9B8EF1', fill: '#6758B3' }),
  '--sh1': '0 1px 2px rgb(0 0 0/.3)',
  '--sh2': '0 4px 16px -4px rgb(0 0 0/.5),0 0 0 1px rgb(255 255 255/.06)',
  '--sh3': '0 16px 48px -12px rgb(0 0 0/.7),0 0 0 1px rgb(255 255 255/.08)',
}

/** Badges of channels carry the channel's own colour in both schemes, white on it at 4.5:1 or more. */
const channels = {
  '--ch-zalo': '#0B63D1',
  '--ch-facebook': '#3B5BDB',
  '--ch-mail': '#6B6F68',
  '--ch-phone': '#1E7E44',
  '--ch-form': '#077983',
  '--ch-counter': '#A4500A',
  '--ch-letter': '#775603',
  '--ch-api': '#6152AE',
  '--ch-other': '#6B6F68',
}

const mantine = (of: Record<string, string>): Record<string, string> => ({
  ...of,
  '--mantine-color-body': 'var(--app)',
  '--mantine-color-text': 'var(--tx1)',
  '--mantine-color-dimmed': 'var(--tx3)',
  '--mantine-color-placeholder': 'var(--tx3)',
  '--mantine-color-error': 'var(--son-tx)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-border': 'var(--line2)',
  '--mantine-primary-color-filled': 'var(--brand)',
})

export const cssVariablesResolver: CSSVariablesResolver = () => ({ variables: channels, light: mantine(light), dark: mantine(dark) })
