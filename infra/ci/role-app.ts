import { App } from "aws-cdk-lib";
import { CiRoleStack } from "./role-stack";

const app = new App();
const repository: unknown = app.node.tryGetContext("repository");
if (typeof repository !== "string" || !/^[\w.-]+\/[\w.-]+$/.test(repository)) {
  throw new Error("Expected the repository that deploys: -c repository=owner/name");
}
new CiRoleStack(app, "SkiRacer-ci", {
  repository,
  environments: ["dev", "production"],
  providerArn: app.node.tryGetContext("providerArn"),
});
