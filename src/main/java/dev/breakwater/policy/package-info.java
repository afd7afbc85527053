/** What a rule, a verdict and a finding are, and how a policy judges. */
package dev.breakwater.policy;
