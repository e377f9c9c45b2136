import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What the process counts, for Prometheus. Labels name routes, models and reasons, never people or schools. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  /** Seconds from the request's arrival to the end of its answer. */
  readonly httpSeconds = new Histogram({
    name: 'zhurnal_http_request_seconds',
    help: 'Time to answer a request, by route',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [this.registry],
  });

  /** `recorded`, `wrong-revision` (decided again), `reused`, `unavailable`, `uncertain`, `refused`. */
  readonly appends = new Counter({
    name: 'zhurnal_appends_total',
    help: 'Appends to the log, by what came of them',
    labelNames: ['outcome'] as const,
    registers: [this.registry],
  });

  readonly appendSeconds = new Histogram({
    name: 'zhurnal_append_seconds',
    help: 'Time until an append was durable',
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5],
    registers: [this.registry],
  });

  readonly failedSignIns = new Counter({
    name: 'zhurnal_failed_sign_ins_total',
    help: 'Sign-ins and activations that failed, by reason',
    labelNames: ['reason'] as const,
    registers: [this.registry],
  });

  /** What is recorded and not yet shown. */
  readonly projectionLag = new Gauge({
    name: 'zhurnal_projection_lag',
    help: "How far a read model is behind the log, in the log's own units: events (SQLite), bytes (EventStoreDB)",
    labelNames: ['model'] as const,
    registers: [this.registry],
  });

  readonly openStreams = new Gauge({
    name: 'zhurnal_open_change_streams',
    help: 'Pages that are told about changes',
    registers: [this.registry],
  });

  /** Adds what Node knows about the process: memory, garbage collection, event loop lag. Once per process. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.registry });
  }
}
