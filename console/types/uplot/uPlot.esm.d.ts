// What of uPlot is used; its file stands beside the pages once they are built.
export default class uPlot {
  constructor(options: object, data: unknown[], target: HTMLElement);
  setData(data: unknown[]): void;
  setSize(size: { width: number; height: number }): void;
  redraw(): void;
}
