export const SIGN_IN_WORDS = {
  title: 'Sign in',
  first: 'First use: set your name and password',
  name: 'Name',
  password: 'Password',
  newPassword: 'New password (at least 10 characters)',
  enter: 'Sign in',
  choose: 'Save and enter',
};
