import { Aws, Duration, Size, Stack, type StackProps } from "aws-cdk-lib";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { EventSourceMapping } from "aws-cdk-lib/aws-lambda";
import { Schedule, ScheduleExpression, ScheduleTargetInput } from "aws-cdk-lib/aws-scheduler";
import { LambdaInvoke } from "aws-cdk-lib/aws-scheduler-targets";
import type { Construct } from "constructs";
import { bundleFolder, type Sources } from "@/infra/bundle/bundles";
import { bindDatabase, type Database } from "@/infra/constructs/data/database";
import { bindAnalyses, bindUploads, mediaOf } from "@/infra/constructs/media/media";
import { bindTelemetry } from "@/infra/constructs/operations/telemetry";
import { AppFunction } from "@/infra/constructs/shared/app-function";
import type { Network } from "@/infra/constructs/shared/network";
import { permit } from "@/infra/constructs/shared/permission";
import type { Workload } from "@/infra/constructs/shared/workload";
import {
  ANALYSIS_TIMEOUT,
  AnalysisQueue,
  bindQueueSender,
  bindQueueWorker,
  hasLongQueue,
  type QueueName,
} from "@/infra/constructs/worker/analysis-queue";
import { bindCoach } from "@/infra/constructs/worker/coaching-engine";
import { WorkerService } from "@/infra/constructs/worker/worker-service";
import { isLasting, named } from "../naming";
import type { Settings } from "../settings";

interface PipelineProps extends StackProps {
  settings: Settings;
  sources: Sources;
  database: Database;
  network?: Network;
}

/** From the nudge to the result: the queue, the worker (a function, a service of containers, or both), and the sweep. */
export class PipelineStack extends Stack {
  readonly analysis: AnalysisQueue;
  readonly functions: AppFunction[] = [];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: PipelineProps,
  ) {
    super(scope, id, props);
    const { worker } = props.settings;
    this.analysis = new AnalysisQueue(this, "Analysis", props.settings);
    if (worker !== "fargate") this.addWorkerFunction();
    if (worker !== "lambda") this.addWorkerService();
    this.addSweep();
  }

  private get inside() {
    const { network, settings } = this.props;
    return network && settings.access === "vpc"
      ? { vpc: network.vpc, group: network.application }
      : undefined;
  }

  private bindWorker(workload: Workload, takes: QueueName): void {
    const { settings, database } = this.props;
    bindTelemetry(workload, { stage: settings.stage, service: "worker" });
    bindDatabase(workload, database, { poolMax: 2 });
    bindAnalyses(workload, mediaOf(settings.stage, Aws.PARTITION));
    bindQueueWorker(workload, settings, takes);
    bindCoach(workload, settings);
  }

  private addWorkerFunction(): void {
    const { settings, sources } = this.props;
    const worker = new AppFunction(this, "Worker", {
      folder: bundleFolder(sources, "worker"),
      name: named(settings.stage, "worker"),
      description: "Analyses one clip: finds the skier, measures the turns, writes the cue",
      timeout: ANALYSIS_TIMEOUT,
      memoryMb: settings.workerMemoryMb,
      temporary: Size.gibibytes(4),
      inside: this.inside,
    });
    this.bindWorker(worker, "analysis");
    // One thread for each whole processor that this much memory brings.
    worker.set({
      POSE_THREADS: String(Math.min(4, Math.max(1, Math.floor(settings.workerMemoryMb / 1769)))),
    });
    new EventSourceMapping(worker, "FromQueue", {
      target: worker.function,
      eventSourceArn: this.analysis.queue.queueArn,
      batchSize: 1,
      reportBatchItemFailures: true,
      maxConcurrency: settings.workerConcurrency,
    }).node.addDependency(worker.role);
    this.functions.push(worker);
  }

  private addWorkerService(): void {
    const { settings, sources, network } = this.props;
    if (!network) throw new Error("a worker in containers needs a network");
    const service = new WorkerService(this, "WorkerService", {
      stage: settings.stage,
      root: sources.root,
      network,
      closed: settings.access === "vpc",
      queue: this.analysis.long ?? this.analysis.queue,
      most: settings.workerConcurrency,
    });
    this.bindWorker(service, hasLongQueue(settings) ? "long-analysis" : "analysis");
    service.set({ AWS_REGION: settings.region, POSE_THREADS: "4" });
  }

  private addSweep(): void {
    const { settings, sources, database } = this.props;
    const sweep = new AppFunction(this, "Reconcile", {
      folder: bundleFolder(sources, "reconcile"),
      name: named(settings.stage, "reconcile"),
      description: "Mends what was lost on the way: forgotten uploads, silent workers, unfinished deletions",
      timeout: Duration.minutes(1),
      memoryMb: 512,
      inside: this.inside,
    });
    bindTelemetry(sweep, { stage: settings.stage, service: "reconcile" });
    bindDatabase(sweep, database, { poolMax: 1 });
    bindUploads(sweep, mediaOf(settings.stage, Aws.PARTITION));
    bindQueueSender(sweep, settings);
    const clock = new Role(sweep, "Clock", {
      assumedBy: new ServicePrincipal("scheduler.amazonaws.com"),
      description: "The schedule: starts the sweep",
    });
    permit(clock, "Start", {
      actions: ["lambda:InvokeFunction"],
      resources: [sweep.function.functionArn],
    });
    new Schedule(sweep, "Often", {
      scheduleName: named(settings.stage, "reconcile"),
      description: "The sweep that loses nothing",
      // Where the database may sleep, a sweep a minute would never let it.
      schedule: ScheduleExpression.rate(isLasting(settings.stage) ? Duration.minutes(1) : Duration.hours(1)),
      target: new LambdaInvoke(sweep.function, {
        // The next one comes anyway.
        retryAttempts: 0,
        role: clock.withoutPolicyUpdates(),
        input: ScheduleTargetInput.fromObject({}),
      }),
    });
    this.functions.push(sweep);
  }
}
