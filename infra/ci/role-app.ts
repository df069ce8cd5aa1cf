import { App } from "aws-cdk-lib";
import { CiRoleStack } from "./role-stack";

const app = new App();
const repository: unknown = app.node.tryGetContext("repository");
if (typeof repository !== "string" || !/^[\w.-]+\/[\w.-]+$/.test(repository)) {
  throw new Error("Say whose deployments these are: -c repository=owner/name");
}
new CiRoleStack(app, "SkiRacer-ci", {
  repository,
  stages: ["dev", "production"],
  providerArn: app.node.tryGetContext("providerArn"),
});
