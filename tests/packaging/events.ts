/** Returns the event of a CloudFormation custom resource. */
export const resourceEvent = (RequestType: string) => ({
  RequestType,
  ServiceToken: "arn:aws:lambda:us-east-1:000000000000:function:migrate",
  ResponseURL: "https://cloudformation-custom-resource-response-useast1.s3.amazonaws.com/x",
  StackId: "arn:aws:cloudformation:us-east-1:000000000000:stack/ski-racer/x",
  RequestId: crypto.randomUUID(),
  LogicalResourceId: "Migrations",
  ResourceType: "Custom::Migrations",
  ResourceProperties: { migrations: "hash" },
});

/** Returns the event of an SQS queue with one message. */
export const sqsEvent = (body: string) => ({
  Records: [
    {
      messageId: "059f36b4-87a3-44ab-83d2-661975830a7d",
      receiptHandle: "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a",
      body,
      attributes: {
        ApproximateReceiveCount: "1",
        SentTimestamp: "1763998000000",
        SenderId: "AROAWEB:web",
        ApproximateFirstReceiveTimestamp: "1763998000001",
      },
      messageAttributes: {},
      md5OfBody: "e4e68fb7bd0e697a0ae8f1bb342846b3",
      eventSource: "aws:sqs",
      eventSourceARN: "arn:aws:sqs:us-east-1:000000000000:analysis",
      awsRegion: "us-east-1",
    },
  ],
});
