import type { ResourceCounts } from "../count-resources";
import { figure } from "../figures";
import { type Deployment, GB, HOURS, type UsageLine, usage } from "./types";

const BUILDS = 30;
const BUILD_MINUTES = 6;

/** The pages and the API, and the firewall in front of them. */
export function web(deployment: Deployment, counts: ResourceCounts): UsageLine[] {
  const { requestsPerMonth, hosting } = deployment;
  const outGb = (requestsPerMonth * figure("responseBytes")) / GB;
  if (hosting === "amplify") {
    return [
      usage("amplify", "amplifySsrRequest", "requests", requestsPerMonth),
      usage(
        "amplify",
        "amplifySsrGbHour",
        "rendering in 1 GB",
        (requestsPerMonth * figure("requestMs")) / 3.6e6,
      ),
      usage("amplify", "amplifyOut", "responses", outGb),
      usage("amplify", "amplifyBuildMinute", "one build a day", BUILDS * BUILD_MINUTES),
      usage("amplify", "amplifyStorage", "stored builds", 1),
      ...firewall(deployment, counts),
    ];
  }
  const { webTasks, webTask, loadBalancerZones } = counts;
  return [
    usage(
      "fargate",
      "fargateVcpuHour",
      `${webTasks} web tasks of ${webTask.vcpu} vCPU`,
      webTasks * webTask.vcpu * HOURS,
    ),
    usage(
      "fargate",
      "fargateGbHour",
      `${webTasks} web tasks of ${webTask.gb} GB`,
      webTasks * webTask.gb * HOURS,
    ),
    usage("loadBalancer", "albHour", "one load balancer", HOURS),
    usage("loadBalancer", "albLcuHour", "bytes and connections", Math.max(0.1 * HOURS, outGb)),
    usage("ecr", "ecrStorage", "stored images", 3),
    usage(
      "publicAddresses",
      "publicIpv4Hour",
      "one of the load balancer in each zone",
      loadBalancerZones * HOURS,
    ),
    usage("dataTransfer", "dataOut", "responses", outGb),
    ...firewall(deployment, counts),
  ];
}

function firewall({ hosting, requestsPerMonth }: Deployment, { firewallRules }: ResourceCounts): UsageLine[] {
  if (firewallRules === 0) return [];
  return [
    usage("waf", "wafAcl", "web ACL", 1),
    usage("waf", "wafRule", "rate limit and managed rule groups", firewallRules),
    usage("waf", "wafRequest", "inspected requests", requestsPerMonth),
    ...(hosting === "amplify" ? [usage("amplify", "amplifyFirewall", "firewall association", 1)] : []),
  ];
}

/** How the workloads reach AWS services: by endpoints inside a VPC, else by public addresses. */
export function network(deployment: Deployment, counts: ResourceCounts): UsageLine[] {
  const { access, hosting, requestsPerMonth, runsPerMonth } = deployment;
  if (access === "vpc") {
    const gb = (requestsPerMonth * 2_000 + runsPerMonth * 1e6) / GB;
    const what = `${counts.endpoints} endpoints with ${counts.endpointInterfaces} network interfaces`;
    return [
      usage("vpcEndpoints", "endpointHour", what, counts.endpointInterfaces * HOURS),
      usage("vpcEndpoints", "endpointGb", "traffic through endpoints", gb),
    ];
  }
  return hosting === "container"
    ? [usage("publicAddresses", "publicIpv4Hour", "one per web task", counts.webTasks * HOURS)]
    : [];
}
