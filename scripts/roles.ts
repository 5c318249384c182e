import { ROLES } from '../contracts/states.ts';
import { ACCESS, mayTake } from '../office/access.ts';

/** Prints who may take which route: `npm run roles`. */

const width = Math.max(...Object.keys(ACCESS).map((route) => route.length));
const line = (route: string, cells: readonly string[]): string =>
  `${route.padEnd(width)}  ${cells.map((cell) => cell.padEnd(13)).join('')}`.trimEnd();

process.stdout.write(`${line('', [...ROLES, 'nobody', 'about'])}\n`);
for (const [route, access] of Object.entries(ACCESS)) {
  const cells = ROLES.map((role) => (mayTake(access, [role]) ? 'yes' : '·'));
  const about = access.may === 'anyone' ? '' : access.of === 'nothing' ? '' : access.of;
  process.stdout.write(`${line(route, [...cells, access.may === 'anyone' ? 'yes' : '·', about])}\n`);
}
