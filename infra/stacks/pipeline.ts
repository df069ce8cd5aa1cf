import { Aws, Duration, Size, Stack, type StackProps } from "aws-cdk-lib";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { EventSourceMapping } from "aws-cdk-lib/aws-lambda";
import { Schedule, ScheduleExpression, ScheduleTargetInput } from "aws-cdk-lib/aws-scheduler";
import { LambdaInvoke } from "aws-cdk-lib/aws-scheduler-targets";
import type { Construct } from "constructs";
import { bundleFolder, type Sources } from "@/infra/bundle/bundles";
import { bindDatabase, type Database } from "@/infra/constructs/data/database";
import { bindAnalyses, bindUploads, mediaBucketRefs } from "@/infra/constructs/media/buckets";
import { bindTelemetry } from "@/infra/constructs/operations/telemetry";
import { AppFunction } from "@/infra/constructs/shared/app-function";
import type { Network, VpcPlacement } from "@/infra/constructs/shared/network";
import { permit } from "@/infra/constructs/shared/permission";
import type { Workload } from "@/infra/constructs/shared/workload";
import {
  ANALYSIS_TIMEOUT,
  AnalysisQueue,
  type AnalysisQueueName,
  bindQueueSender,
  bindQueueWorker,
  hasLongQueue,
} from "@/infra/constructs/worker/analysis-queue";
import { bindCoachingEngine } from "@/infra/constructs/worker/coaching-engine";
import { WorkerService } from "@/infra/constructs/worker/worker-service";
import { isProduction, physicalName } from "../naming";
import type { Settings } from "../settings";

interface PipelineProps extends StackProps {
  settings: Settings;
  sources: Sources;
  database: Database;
  network?: Network;
}

/** The analysis queues, the worker (Lambda, Fargate, or both) and the scheduled reconcile function. */
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
    this.addReconcile();
  }

  private get placement(): VpcPlacement | undefined {
    const { network, settings } = this.props;
    return settings.access === "vpc" ? network?.applicationPlacement : undefined;
  }

  private bindWorker(workload: Workload, consumes: AnalysisQueueName): void {
    const { settings, database } = this.props;
    bindTelemetry(workload, { stage: settings.stage, service: "worker" });
    bindDatabase(workload, database, { poolMax: 2 });
    bindAnalyses(workload, mediaBucketRefs(settings.stage, Aws.PARTITION));
    bindQueueWorker(workload, settings, consumes);
    bindCoachingEngine(workload, settings);
  }

  private addWorkerFunction(): void {
    const { settings, sources } = this.props;
    const worker = new AppFunction(this, "Worker", {
      folder: bundleFolder(sources, "worker"),
      name: physicalName(settings.stage, "worker"),
      description: "Analyses one clip or photo per invocation",
      timeout: ANALYSIS_TIMEOUT,
      memoryMb: settings.workerMemoryMb,
      ephemeralStorage: Size.gibibytes(4),
      placement: this.placement,
    });
    this.bindWorker(worker, "analysis");
    // Lambda provides one vCPU per 1,769 MB.
    worker.set({
      POSE_THREADS: String(Math.min(4, Math.max(1, Math.floor(settings.workerMemoryMb / 1769)))),
    });
    new EventSourceMapping(worker, "QueueSource", {
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
    if (!network) throw new Error("Expected a network for the worker service");
    const service = new WorkerService(this, "WorkerService", {
      stage: settings.stage,
      root: sources.root,
      network,
      isolated: settings.access === "vpc",
      queue: this.analysis.long ?? this.analysis.queue,
      maxTasks: settings.workerConcurrency,
    });
    this.bindWorker(service, hasLongQueue(settings) ? "long-analysis" : "analysis");
    service.set({ AWS_REGION: settings.region, POSE_THREADS: "4" });
  }

  private addReconcile(): void {
    const { settings, sources, database } = this.props;
    const reconcile = new AppFunction(this, "Reconcile", {
      folder: bundleFolder(sources, "reconcile"),
      name: physicalName(settings.stage, "reconcile"),
      description: "Repairs lost work: uploads without completion, lost workers, unfinished deletions",
      timeout: Duration.minutes(1),
      memoryMb: 512,
      placement: this.placement,
    });
    bindTelemetry(reconcile, { stage: settings.stage, service: "reconcile" });
    bindDatabase(reconcile, database, { poolMax: 1 });
    bindUploads(reconcile, mediaBucketRefs(settings.stage, Aws.PARTITION));
    bindQueueSender(reconcile, settings);
    const schedulerRole = new Role(reconcile, "SchedulerRole", {
      assumedBy: new ServicePrincipal("scheduler.amazonaws.com"),
      description: "Invokes the reconcile function on a schedule",
    });
    permit(schedulerRole, "Invoke", {
      actions: ["lambda:InvokeFunction"],
      resources: [reconcile.function.functionArn],
    });
    new Schedule(reconcile, "Schedule", {
      scheduleName: physicalName(settings.stage, "reconcile"),
      description: "Invokes the reconcile function",
      // Every minute would never let the database pause.
      schedule: ScheduleExpression.rate(
        isProduction(settings.stage) ? Duration.minutes(1) : Duration.hours(1),
      ),
      target: new LambdaInvoke(reconcile.function, {
        retryAttempts: 0,
        role: schedulerRole.withoutPolicyUpdates(),
        input: ScheduleTargetInput.fromObject({}),
      }),
    });
    this.functions.push(reconcile);
  }
}
