// The colours of the product, light and dark, in one place. They become CSS variables (`--qing`)
// for our own style sheets and an Ant Design theme; nobody else writes a colour.

import { theme as antdTheme, type ThemeConfig } from 'antd';

export type Scheme = 'light' | 'dark';

const light = {
  bg: '#F4F6F6',
  surface: '#FFFFFF',
  sunken: '#EEF2F2',
  paper: '#FBFAF6',
  line: '#DCE3E4',
  lineStrong: '#B9C5C8',
  control: '#7F9096',
  ink: '#14242B',
  ink2: '#475A62',
  ink3: '#57696F',
  qing: '#0D6078',
  qingHover: '#0A4F63',
  qingTint: '#E4F0F2',
  qingTint2: '#CBE2E7',
  onQing: '#FFFFFF',
  ember: '#C4571B',
  emberText: '#A84510',
  prog: '#4F97AB',
  warn: '#765700',
  warnTint: '#FBF2D2',
  err: '#B01E3C',
  errTint: '#FCE8EB',
  ok: '#1C6B4A',
  okTint: '#E3F2EA',
  rowHover: '#F2F7F8',
  floatShadow: '0 6px 20px rgba(9,30,38,.14)',
  'method-wind': '#0B5468',
  'method-pump': '#3F93AA',
  'method-store': '#9CCBD6',
  'method-gas': '#7D63B0',
  'method-waste': '#9E5636',
  'method-sun': '#DDAA2B',
  'method-biomass': '#839C33',
};

type Tokens = { readonly [Name in keyof typeof light]: string };

const dark: Tokens = {
  bg: '#0E1518',
  surface: '#151E22',
  sunken: '#0B1113',
  paper: '#1A2124',
  line: '#28353A',
  lineStrong: '#415158',
  control: '#6C7F87',
  ink: '#E4EBED',
  ink2: '#B0BEC3',
  ink3: '#8FA0A6',
  qing: '#62BDD1',
  qingHover: '#84CFDF',
  qingTint: '#15323A',
  qingTint2: '#1D4650',
  onQing: '#04222A',
  ember: '#E58A4E',
  emberText: '#F0A067',
  prog: '#41798A',
  warn: '#E3BC55',
  warnTint: '#332A10',
  err: '#FF9FB0',
  errTint: '#3D1A22',
  ok: '#79C7A1',
  okTint: '#163026',
  rowHover: '#1A262B',
  floatShadow: '0 6px 20px rgba(0,0,0,.5)',
  'method-wind': '#2F7F96',
  'method-pump': '#62BDD1',
  'method-store': '#B7E2EB',
  'method-gas': '#A68CD6',
  'method-waste': '#C9805C',
  'method-sun': '#F2D26B',
  'method-biomass': '#5E8A2C',
};

export const tokens: Readonly<Record<Scheme, Tokens>> = { light, dark };

export const fontFamily =
  '"Segoe UI","PingFang SC","Microsoft YaHei UI","Microsoft YaHei","Noto Sans SC",' +
  '"Noto Sans CJK SC","Source Han Sans SC",sans-serif';

/** Puts the colours of a scheme on the document, where the style sheets read them. */
export function applyScheme(scheme: Scheme): void {
  const root = document.documentElement;
  root.dataset['scheme'] = scheme;
  root.style.colorScheme = scheme;
  for (const [name, value] of Object.entries(tokens[scheme])) {
    const property = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    root.style.setProperty(`--${property}`, value);
  }
}

/** The Ant Design theme of a scheme. */
export function antdThemeOf(scheme: Scheme): ThemeConfig {
  const c = tokens[scheme];
  return {
    cssVar: { key: scheme },
    algorithm: scheme === 'dark' ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm,
    token: {
      ...colourTokens(c),
      fontFamily,
      fontSize: 14,
      fontSizeSM: 12,
      fontSizeHeading1: 20,
      fontWeightStrong: 600,
      borderRadius: 6,
      borderRadiusSM: 3,
      borderRadiusLG: 8,
      controlHeight: 32,
      controlHeightSM: 28,
      controlHeightLG: 40,
      boxShadow: 'none',
      boxShadowSecondary: c.floatShadow,
      motionDurationMid: '0.12s',
    },
    components: {
      Button: {
        primaryShadow: 'none',
        primaryColor: c.onQing,
        defaultShadow: 'none',
        defaultBorderColor: c.lineStrong,
        fontWeight: 400,
      },
      Menu: { itemHeight: 32, itemSelectedBg: c.qingTint },
      Tabs: { horizontalItemGutter: 20, titleFontSize: 14 },
    },
  };
}

function colourTokens(c: Tokens) {
  return {
    colorPrimary: c.qing,
    colorLink: c.qing,
    colorLinkHover: c.qingHover,
    colorError: c.err,
    colorWarning: c.warn,
    colorSuccess: c.ok,
    colorText: c.ink,
    colorTextSecondary: c.ink2,
    colorTextTertiary: c.ink3,
    colorTextDisabled: c.ink3,
    colorTextPlaceholder: c.ink3,
    colorBgBase: c.surface,
    colorBgLayout: c.bg,
    colorBgContainer: c.surface,
    colorBgElevated: c.surface,
    colorBgContainerDisabled: c.sunken,
    controlItemBgActive: c.qingTint,
    controlItemBgActiveHover: c.qingTint2,
    controlItemBgHover: c.rowHover,
    colorBorder: c.control,
    colorBorderSecondary: c.line,
  };
}
