/** placeholder */
import type { Report } from "./report.ts";
export const htmlReport = (_: Report): string => "";
