import 'virtual:ant-styles.css';
import './style/base.css';
import './style/list.css';
import './style/result.css';
import './style/form.css';
import './style/decision.css';
import './style/shell.css';
import './style/office.css';
import './style/overview.css';
import './style/rules.css';
import './style/consolidated.css';
import './style/choice.css';
import './style/issues.css';
import './style/queue.css';
import './style/sign-in.css';
import './style/own.css';
import './style/narrow.css';
import './style/paper.css';
import './style/bench.css';
import './style/english.css';
import { StyleProvider } from '@ant-design/cssinjs';
import { ConfigProvider } from 'antd';
import enGB from 'antd/locale/en_GB';
import zhCN from 'antd/locale/zh_CN';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Door } from './door.tsx';
import { LANGUAGE, LOCALE } from './language.ts';
import { THEME } from './theme.ts';
import { APP_WORDS } from './words/page.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root element');

// index.html stands there before the language is known.
document.documentElement.lang = LOCALE;
document.title = APP_WORDS.name;

/**
 * Ant Design writes its theme variables into style elements even when its styles are made at build time. The policy of
 * the page forbids style elements, and ant-styles.ts has put the variables into the style sheet: so these go nowhere.
 */
const nowhere = document.createElement('div');

createRoot(root).render(
  <StrictMode>
    <StyleProvider container={nowhere}>
      <ConfigProvider theme={THEME} locale={{ zh: zhCN, en: enGB }[LANGUAGE]} button={{ autoInsertSpace: false }}>
        <Door />
      </ConfigProvider>
    </StyleProvider>
  </StrictMode>,
);
