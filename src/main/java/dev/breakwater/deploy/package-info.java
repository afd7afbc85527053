/** The sample that {@code cdk deploy} deploys: one service, in the placement that is chosen. */
package dev.breakwater.deploy;
