/** 12,345 */
export const count = (n: number): string => n.toLocaleString('zh-CN');
