export { AuditModule } from './audit.module.ts';
export { auditProjections } from './models.ts';
