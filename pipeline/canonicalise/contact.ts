import type { ReportFacts } from '../contracts/report.ts';

type Contact = ReportFacts['contact'];

const NUMBER = String.raw`((?:[（(]?\d{3,4}[)）]?\s*[-—－–]?\s*)?\d{7,8}(?!\d)|1\d{10}(?!\d))`;
const JOINT = String.raw`\s*(?:[、和及与/／]|[（(])\s*`;
/** A number that telephone and fax share is printed once behind both names: 电话、传真：, 电话（传真）：. */
const nameOf = (own: string, other: string): string =>
  String.raw`(?:${own}(?:${JOINT}(?:${other})\s*[)）]?)?|(?:${other})${JOINT}(?:${own})\s*[)）]?)`;
const PHONE = String.raw`(?<!传\s*真)(?:电\s*话|联系方式|热\s*线|拨打|致电|来电(?:咨询)?)(?:号码)?`;
const FAX = String.raw`传\s*真(?:号码|电话)?`;
const MARK = String.raw`\s*[:：为是]?\s*`;

const PATTERNS: Readonly<Record<keyof Contact, RegExp>> = {
  address:
    /(?<!网站的?|网页|网|邮箱|邮件|邮|微信|微博|公众号|链接|I[Pp]|E-?mail)(?:地\s*址|办公地点|通讯地址)\s*[:：为]\s*(?!\s*(?:https?:|www\.)|[^，,；;。]*@)([^，,；;。（()）\n]{3,60}?(?:[（(](?!\s*(?:邮|电\s*话|传\s*真))[^（()）]{1,20}[)）])?)(?=[，,；;。)）\n]|[（(]\s*(?:邮|电\s*话|传\s*真)|\s+(?:联系|电\s*话|邮|传\s*真)|$)/iu,
  postcode: /(?:邮\s*编|邮政编码)\s*[:：为是]?\s*(\d{6})(?!\d)/u,
  phone: new RegExp(nameOf(PHONE, FAX) + MARK + NUMBER, 'u'),
  fax: new RegExp(nameOf(FAX, PHONE) + MARK + NUMBER, 'u'),
  email: /(?:邮\s*箱|电子邮件|E-?mail)\s*(?:地址)?\s*[:：为是]?\s*([\w.+-]+@[\w-]+(?:\.[\w-]+)+)/iu,
};

/** Where the body can be reached, of the sentence that offers it if there is one. What is not printed is null. */
export function contactIn(paragraphs: readonly string[]): Contact {
  const folded = paragraphs.map((text) => text.normalize('NFKC'));
  const asked = folded.filter((text) => /联系|疑问|咨询|意见建议/u.test(text));
  const find = (pattern: RegExp): string | null =>
    [...asked, ...folded].flatMap((text) => pattern.exec(text)?.[1]?.trim() ?? [])[0] ?? null;
  return {
    address: find(PATTERNS.address),
    postcode: find(PATTERNS.postcode),
    phone: find(PATTERNS.phone)?.replace(/\s+/gu, '') ?? null,
    fax: find(PATTERNS.fax)?.replace(/\s+/gu, '') ?? null,
    email: find(PATTERNS.email),
  };
}
