import { figure } from "../measured";
import { countsOf } from "./counts";
import { type Deployment, GB, HOURS, type Usage, use } from "./types";

const BUILDS = 30;
const BUILD_MINUTES = 6;

/** The pages and the API, with their firewall where there is one. */
export function web(deployment: Deployment): Usage[] {
  const { requestsPerMonth, hosting } = deployment;
  const { firewallRules, webTasks, zones } = countsOf(deployment);
  const outGb = (requestsPerMonth * figure("responseBytes")) / GB;
  const firewall =
    firewallRules === 0
      ? []
      : [
          use("waf", "wafAcl", "web ACL", 1),
          use("waf", "wafRule", "rate limit and managed groups", firewallRules),
          use("waf", "wafRequest", "requests looked at", requestsPerMonth),
          ...(hosting === "amplify"
            ? [use("amplify", "amplifyFirewall", "the firewall's connection", 1)]
            : []),
        ];
  if (hosting === "amplify") {
    return [
      use("amplify", "amplifySsrRequest", "requests", requestsPerMonth),
      use(
        "amplify",
        "amplifySsrGbHour",
        "rendering in 1 GB",
        (requestsPerMonth * figure("requestMs")) / 3.6e6,
      ),
      use("amplify", "amplifyOut", "answers", outGb),
      use("amplify", "amplifyBuildMinute", "builds, one a day", BUILDS * BUILD_MINUTES),
      use("amplify", "amplifyStorage", "builds kept", 1),
      ...firewall,
    ];
  }
  return [
    use("fargate", "fargateVcpuHour", `half a vCPU, ${webTasks} of them`, webTasks * 0.5 * HOURS),
    use("fargate", "fargateGbHour", `1 GB, ${webTasks} of them`, webTasks * HOURS),
    use("loadBalancer", "albHour", "one balancer", HOURS),
    use("loadBalancer", "albLcuHour", "bytes and connections", Math.max(0.1 * HOURS, outGb)),
    use("ecr", "ecrStorage", "images kept", 3),
    use("publicAddresses", "publicIpv4Hour", "the balancer's, one in each zone", zones * HOURS),
    use("dataTransfer", "dataOut", "answers", outGb),
    ...firewall,
  ];
}

/** How what runs reaches AWS: by endpoints inside a VPC, else by addresses of its own. */
export function network(deployment: Deployment): Usage[] {
  const { access, hosting, requestsPerMonth, runsPerMonth } = deployment;
  const { endpoints, webTasks, zones } = countsOf(deployment);
  if (access === "vpc") {
    const gb = (requestsPerMonth * 2_000 + runsPerMonth * 1e6) / GB;
    return [
      use(
        "vpcEndpoints",
        "endpointHour",
        `${endpoints} endpoints in ${zones} zones`,
        endpoints * zones * HOURS,
      ),
      use("vpcEndpoints", "endpointGb", "calls through them", gb),
    ];
  }
  return hosting === "container"
    ? [use("publicAddresses", "publicIpv4Hour", "the tasks' way out", webTasks * HOURS)]
    : [];
}
