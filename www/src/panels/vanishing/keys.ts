// Moving about a map by the keyboard. Pure.

/** Cells that a press of the page keys goes by. */
const PAGE = 10;

/** Where a key leads to; undefined where it leads nowhere. */
export function moved(
  [row, column]: readonly [row: number, column: number],
  key: string,
  far: boolean,
  [rows, columns]: readonly [rows: number, columns: number],
): readonly [row: number, column: number] | undefined {
  const within = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value));
  switch (key) {
    case 'ArrowUp':
      return [within(row - 1, rows), column];
    case 'ArrowDown':
      return [within(row + 1, rows), column];
    case 'ArrowLeft':
      return [row, within(column - 1, columns)];
    case 'ArrowRight':
      return [row, within(column + 1, columns)];
    case 'PageUp':
      return [within(row - PAGE, rows), column];
    case 'PageDown':
      return [within(row + PAGE, rows), column];
    case 'Home':
      return [far ? 0 : row, 0];
    case 'End':
      return [far ? rows - 1 : row, columns - 1];
    default:
      return undefined;
  }
}
