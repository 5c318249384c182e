import { Pagination } from 'antd';

interface Props {
  /** How many there are, in words. */
  readonly words: string;
  readonly page: number;
  readonly rows: number;
  readonly total: number;
  readonly href: (page: number) => string;
}

/** What stands below a list that is paged by its address. */
export function ListFoot({ words, page, rows, total, href }: Props) {
  return (
    <div className="list-foot">
      <span>{words}</span>
      <Pagination
        size="small"
        current={page}
        pageSize={rows}
        total={total}
        showSizeChanger={false}
        hideOnSinglePage
        onChange={(next) => {
          window.location.hash = href(next);
        }}
      />
    </div>
  );
}
