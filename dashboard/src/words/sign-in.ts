import { inLanguage } from '../language.ts';
import * as ENGLISH from './english/sign-in.ts';
/** What is said at the door. */
export const SIGN_IN_WORDS = inLanguage(ENGLISH.SIGN_IN_WORDS, {
  title: '登录',
  first: '首次使用：请设置您的姓名和密码',
  name: '姓名',
  password: '密码',
  newPassword: '新密码（至少 10 个字符）',
  enter: '登录',
  choose: '保存并进入',
});
