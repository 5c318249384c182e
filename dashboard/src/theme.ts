import type { ThemeConfig } from 'antd';

const SANS =
  '"PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", sans-serif';

/**
 * How Ant Design looks on this page. Its styles are made from this at build time (ant-styles.ts) and never at run time:
 * the page is served under a policy that forbids style elements.
 */
export const THEME: ThemeConfig = {
  hashed: false,
  zeroRuntime: true,
  cssVar: { key: 'gouji' },
  token: {
    colorPrimary: '#1c567d',
    colorInfo: '#1c567d',
    colorLink: '#1c567d',
    colorSuccess: '#2b7a4b',
    colorWarning: '#9a6209',
    colorError: '#a8352a',
    colorText: '#1f2a33',
    colorTextSecondary: '#55636e',
    colorBorder: '#c9d1d6',
    colorBorderSecondary: '#dfe4e7',
    controlItemBgActive: '#e8f0f5',
    controlItemBgHover: '#f3f6f8',
    borderRadius: 3,
    controlHeight: 30,
    fontSize: 14,
    fontFamily: SANS,
    motionDurationMid: '0.1s',
    motionDurationSlow: '0.15s',
  },
};
