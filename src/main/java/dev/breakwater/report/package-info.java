/** What was found, for people and for programs: text, JSON, SARIF, JUnit, HTML, Markdown. */
package dev.breakwater.report;
