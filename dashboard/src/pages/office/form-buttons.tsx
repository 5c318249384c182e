import { Button } from 'antd';
import { OFFICE_WORDS } from '../../words/office.ts';

/** The end of a form of this page: its entries are kept, or it is put away. */
export function FormButtons({ onCancel }: { readonly onCancel: () => void }) {
  return (
    <div className="buttons">
      <Button type="primary" htmlType="submit">
        {OFFICE_WORDS.save}
      </Button>
      <Button onClick={onCancel}>{OFFICE_WORDS.cancel}</Button>
    </div>
  );
}
