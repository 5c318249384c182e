/**
 * What the sections of prose have to say.
 * @source 国办公开办函〔2021〕30号; 《政府信息公开条例》第五十条
 */

/** Words that show that the first section speaks of an aspect; any of them is enough. */
export const ASPECTS: readonly (readonly [string, RegExp])[] = [
  ['主动公开', /主动公开|公开[^，。；]{0,10}信息|信息[^，。；]{0,6}公开|发布/u],
  ['依申请公开', /依申请|公开申请|申请公开|申请人|收到[^，。；]{0,10}申请|受理[^，。；]{0,10}申请/u],
  ['政府信息管理', /信息管理|规范性文件|审核|审查|清理|更新|目录|全生命周期|文件管理|台账|政策文件/u],
  ['平台建设', /平台|网站|专栏|栏目|新媒体|公众号|微信|微博|查阅点/u],
  ['监督保障', /监督|保障|考核|培训|评议|责任|领导小组|机制|检查/u],
];
/** What a government adds. */
export const RESULTS: readonly (readonly [string, RegExp])[] = [
  ['工作考核', /考核|考评/u],
  ['社会评议', /评议|评价|满意度|测评|第三方评估/u],
  ['责任追究', /追究|追责|问责/u],
];

/** A text that only says that there is nothing to say. */
export const SAYS_NOTHING = /^[\s\S]{0,6}(?:无|没有|暂无|不存在问题|无问题)[。．.]?\s*$/u;
