/** One figure that the service is held to. */
export interface Bar {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** It holds when the value is not above. */
  readonly most: number;
  readonly detail?: string;
}

export const holds = ({ value, most }: Bar): boolean => value <= most;

export const barLine = (bar: Bar): string => {
  const figure = `${bar.value.toFixed(2)} ${bar.unit} (bar ${bar.most})`;
  return `${bar.name.padEnd(64)} ${figure.padEnd(26)} ${holds(bar) ? '' : 'MISSED '}${bar.detail ?? ''}\n`;
};
