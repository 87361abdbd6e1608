import type { CheckResult, GateResult, WaiverFault } from '../result.ts';
import { verdictOf } from './verdict.ts';

/** What a check found, in one line: measure, got, limit. */
export function found(check: CheckResult): string {
  const { measure, got, limit } = verdictOf(check);
  return `${measure}: ${got}, allowed ${limit}`;
}

/** Why a check has no verdict. */
export const whyUnjudged = ({ missing }: CheckResult): string => missing ?? 'nothing to judge';

/** Who lets a check fail, until when and why. */
export const waivedBy = ({ waiver }: CheckResult): string =>
  waiver === null
    ? 'waived'
    : `waived by ${waiver.owner} until ${waiver.expires}: ${waiver.reason}`;

/** What is wrong with a waiver. */
export const faultText = ({ fault, owner, expires, reason }: WaiverFault): string =>
  fault === 'expired'
    ? `the waiver of ${owner} ran out on ${expires}: ${reason}`
    : `nothing uses the waiver of ${owner}: ${reason}`;

/** The checks of one status, in their order. */
export const withStatus = (
  { checks }: GateResult,
  status: CheckResult['status'],
): readonly CheckResult[] => checks.filter((check) => check.status === status);
