import process from 'node:process';
import { pythonJson, stampOf, type ToldEvent } from '@weft/runner';

/** Told without a clock before them, and in spite of --quiet. */
const PRINTED = new Set(['PrintEvent', 'ShowNode', 'CompiledNode']);

export function isPrinted({ info: { name } }: ToldEvent): boolean {
  return PRINTED.has(name);
}

/** `11:03:12  Found 5 models` */
export function textLine(event: ToldEvent, colors: boolean): string {
  const { info } = event;
  if (isPrinted(event)) return info.msg;
  return `${colors ? '\u001B[0m' : ''}${info.ts.toISOString().slice(11, 19)}  ${info.msg}`;
}

/** `11:03:12.123456 [info ] [MainThread]: Found 5 models` */
export function debugLine({ info }: ToldEvent, colors: boolean): string {
  const at = stampOf(info.ts.getTime()).slice(11, 26);
  const rule = '='.repeat(30);
  const head = info.name === 'MainReportVersion' ? `\n\n${rule} ${at} | ${info.invocation_id} ${rule}\n` : '';
  return `${head}${colors ? '\u001B[0m' : ''}${at} [${info.level.padEnd(5)}] [${info.thread.slice(0, 10).padEnd(10)}]: ${info.msg}`;
}

/** dbt's structured log: one JSON object a line, keys sorted. */
export function jsonLine({ info, data }: ToldEvent): string {
  const { ts, ...rest } = info;
  const told = { ...rest, ts: stampOf(ts.getTime()), category: '', extra: {}, pid: process.pid };
  return pythonJson({ info: told, data }, { sortKeys: true });
}
