import { synthesizeResources, type TemplateResource } from "./synthesize";
import type { StackChoices } from "./usage/types";

/** The compute of one container. */
export interface ContainerSize {
  vcpu: number;
  gb: number;
}

/** What the stacks contain that costs money whether or not it is used. */
export interface ResourceCounts {
  /** An alarm is billed for each metric it evaluates. */
  alarmMetrics: number;
  dashboards: number;
  budgets: number;
  kmsKeys: number;
  secrets: number;
  /** ECS clusters with Container Insights. */
  insightsClusters: number;
  databaseInstances: number;
  minAcu: number;
  sweepsPerHour: number;
  /** Memory of the worker's Lambda function; 0 without one. */
  workerFunctionMb: number;
  workerTask: ContainerSize;
  webTasks: number;
  webTask: ContainerSize;
  /** One public address each. */
  loadBalancerZones: number;
  firewallRules: number;
  endpoints: number;
  /** An endpoint is billed for each zone it is in. */
  endpointInterfaces: number;
}

interface ServiceProperties {
  DesiredCount?: number;
  TaskDefinition: { Ref: string };
}

const NO_CONTAINER: ContainerSize = { vcpu: 0, gb: 0 };
const sumOf = <T>(items: T[], value: (item: T) => number): number =>
  items.reduce((sum, item) => sum + value(item), 0);

/** Counts the resources of synthesized templates. */
export function countResources(resources: TemplateResource[]): ResourceCounts {
  const of = <P>(type: string): P[] =>
    resources.filter((resource) => resource.type === type).map(({ properties }) => properties as P);
  const services = of<ServiceProperties>("AWS::ECS::Service");
  const web = services.find(({ DesiredCount }) => (DesiredCount ?? 0) > 0);
  const worker = services.find(({ DesiredCount }) => DesiredCount === 0);
  const endpoints = of<{ VpcEndpointType?: string; SubnetIds?: unknown[] }>("AWS::EC2::VPCEndpoint").filter(
    ({ VpcEndpointType }) => VpcEndpointType === "Interface",
  );
  return {
    alarmMetrics: sumOf(of<AlarmProperties>("AWS::CloudWatch::Alarm"), metricsOfAlarm),
    dashboards: of("AWS::CloudWatch::Dashboard").length,
    budgets: of("AWS::Budgets::Budget").length,
    kmsKeys: of("AWS::KMS::Key").length,
    secrets: countSecrets(resources),
    insightsClusters: of<ClusterProperties>("AWS::ECS::Cluster").filter(hasInsights).length,
    // An express cluster creates its one instance itself.
    databaseInstances: of("AWS::RDS::DBInstance").length || of("AWS::RDS::DBCluster").length,
    minAcu: minAcuOf(resources),
    sweepsPerHour: sumOf(of<{ ScheduleExpression: string }>("AWS::Scheduler::Schedule"), runsPerHour),
    workerFunctionMb: workerFunctionMb(resources),
    workerTask: worker ? containerSize(resources, worker) : NO_CONTAINER,
    webTasks: web?.DesiredCount ?? 0,
    webTask: web ? containerSize(resources, web) : NO_CONTAINER,
    loadBalancerZones: sumOf(
      of<{ Subnets?: unknown[] }>("AWS::ElasticLoadBalancingV2::LoadBalancer"),
      ({ Subnets }) => Subnets?.length ?? 0,
    ),
    firewallRules: sumOf(of<{ Rules: unknown[] }>("AWS::WAFv2::WebACL"), ({ Rules }) => Rules.length),
    endpoints: endpoints.length,
    endpointInterfaces: sumOf(endpoints, ({ SubnetIds }) => SubnetIds?.length ?? 0),
  };
}

interface AlarmProperties {
  Metrics?: { MetricStat?: unknown }[];
}
const metricsOfAlarm = ({ Metrics }: AlarmProperties): number =>
  Metrics ? Metrics.filter(({ MetricStat }) => MetricStat !== undefined).length : 1;

interface ClusterProperties {
  ClusterSettings?: { Name: string; Value: string }[];
}
const hasInsights = ({ ClusterSettings }: ClusterProperties): boolean =>
  ClusterSettings?.some(({ Value }) => Value === "enabled" || Value === "enhanced") ?? false;

/** Counts secrets of the stacks, of RDS for the database owner, and those that a template reads by name. */
function countSecrets(resources: TemplateResource[]): number {
  const own = resources.filter(({ type }) => type === "AWS::SecretsManager::Secret").length;
  const ofRds = resources.filter(
    ({ type, properties }) => type === "AWS::RDS::DBCluster" && "ManageMasterUserPassword" in properties,
  ).length;
  const byName = JSON.stringify(resources).matchAll(/\{\{resolve:secretsmanager:([\w-]+)/g);
  return own + ofRds + new Set([...byName].map(([, name]) => name)).size;
}

/** Reads the minimum capacity from the cluster, or from the call that configures an express cluster. */
function minAcuOf(resources: TemplateResource[]): number {
  const settings = resources.filter(({ type }) => type === "AWS::RDS::DBCluster" || type === "Custom::AWS");
  const [, capacity] = /MinCapacity[\\"]*:\s*([\d.]+)/.exec(JSON.stringify(settings)) ?? [];
  if (capacity === undefined) throw new Error("No MinCapacity found in the template of the database.");
  return Number(capacity);
}

function runsPerHour({ ScheduleExpression }: { ScheduleExpression: string }): number {
  const [, count, unit] = /^rate\((\d+) (minute|hour)s?\)$/.exec(ScheduleExpression) ?? [];
  if (!count) throw new Error(`Expected rate(n minutes) or rate(n hours), found ${ScheduleExpression}.`);
  return (unit === "minute" ? 60 : 1) / Number(count);
}

function workerFunctionMb(resources: TemplateResource[]): number {
  const mapping = resources.find(({ type }) => type === "AWS::Lambda::EventSourceMapping")?.properties as
    | { FunctionName: { Ref: string } }
    | undefined;
  const worker = resources.find(({ id }) => id === mapping?.FunctionName.Ref)?.properties as
    | { MemorySize: number }
    | undefined;
  return worker?.MemorySize ?? 0;
}

function containerSize(resources: TemplateResource[], { TaskDefinition }: ServiceProperties): ContainerSize {
  const task = resources.find(({ id }) => id === TaskDefinition.Ref)?.properties as
    | { Cpu: string; Memory: string }
    | undefined;
  if (!task) throw new Error(`No task definition ${TaskDefinition.Ref} in the template.`);
  return { vcpu: Number(task.Cpu) / 1024, gb: Number(task.Memory) / 1024 };
}

const counted = new Map<string, ResourceCounts>();

/** Synthesizes the stacks of these choices, once in a process, and counts their resources. */
export function countsOf({ access, hosting, worker, production, firewall }: StackChoices): ResourceCounts {
  const choices = { access, hosting, worker, production, firewall };
  const key = JSON.stringify(choices);
  const counts = counted.get(key) ?? countResources(synthesizeResources(choices));
  counted.set(key, counts);
  return counts;
}
