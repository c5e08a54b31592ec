import type { ThemeConfig } from 'antd'
import { theme } from 'antd'

const shared = {
  fontFamily: 'var(--sans)',
  fontSize: 16,
  controlHeight: 40,
  borderRadius: 10,
  lineHeight: 1.6,
  motion: false,
} as const

/** The family's colours, as in the style sheet's tokens; antd computes with them and so needs the values. */
export const paperTheme: ThemeConfig = {
  token: {
    ...shared,
    colorPrimary: '#1F5FA8',
    colorInfo: '#1F5FA8',
    colorLink: '#1F5FA8',
    colorText: '#1F2328',
    colorTextSecondary: '#57606A',
    colorTextPlaceholder: '#6B6459',
    colorBorder: '#857C6E',
    colorBgLayout: '#FFFCF7',
    colorError: '#7A1F1A',
    colorSuccess: '#1E6B4F',
    colorWarning: '#8A5A00',
  },
}

/** The control room stands in a dark studio. Nothing of the light theme may shine through. */
export const darkTheme: ThemeConfig = {
  inherit: false,
  algorithm: theme.darkAlgorithm,
  token: {
    ...shared,
    colorPrimary: '#86B8F0',
    colorLink: '#86B8F0',
    colorBgBase: '#14171A',
    colorBgElevated: '#1D2125',
    colorTextBase: '#F1EDE6',
    colorText: '#F1EDE6',
    colorTextHeading: '#F1EDE6',
    colorIcon: '#B3BAC2',
    colorBorder: '#8A929B',
  },
}
