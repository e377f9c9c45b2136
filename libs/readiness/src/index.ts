export { GetReadiness, ReadinessReport } from './criteria/get-readiness.ts';
export { readinessProjections } from './models.ts';
export { ReadinessModule } from './readiness.module.ts';
