package dev.vitrine.packaging.deploy;

import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The services that a deployment asks. */
record Clients(
        CloudFormationClient cloudFormation,
        CloudWatchLogsClient logs,
        DynamoDbClient dynamoDb,
        Ec2Client ec2,
        EcrClient ecr,
        EcsClient ecs,
        ElasticLoadBalancingV2Client loadBalancing,
        IamClient iam,
        LambdaClient lambda,
        S3Client s3,
        SecretsManagerClient secrets,
        StsClient sts) {}
