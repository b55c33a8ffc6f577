/** Who begins a run of the desk when a slot falls due. */
export abstract class RunStarter {
  /** In the transaction under way. @throws RunOpen naming the run of the desk that is open */
  abstract start(options: { trigger: 'schedule' }): Promise<{ id: string; number: number }>;
}
