#:property PublishAot=false

// Sums up a run of .ci/run: which tests failed, which took longest, what was skipped and why, how each step ended.
// Usage: summary.cs RESULTS STEP=CODE... where RESULTS holds xunit's XML reports. The step "tests" stands for the tests in the
// reports; each other step counts as one. The last line is the count of all.

using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

var reports = Directory.Exists(args[0]) ? Directory.GetFiles(args[0], "*.xml", SearchOption.AllDirectories) : [];
var documents = reports.Select(XDocument.Load).ToArray();
var tests = documents.SelectMany(document => document.Descendants("test")).ToArray();
var skipped = tests.Where(test => Result(test) == "Skip").ToArray();
var failures = tests.Where(test => Result(test) == "Fail").Select(Failure)
    .Concat(documents.SelectMany(document => document.Descendants("error")).Select(error => $"Outside a test: {Message(error)}"))
    .ToList();
var passed = tests.Count(test => Result(test) == "Pass");
var steps = args[1..].Select(step => step.Split('=')).Select(parts => (Name: parts[0], Code: parts[1])).ToArray();

foreach (var (name, code) in steps)
{
    if (name != "tests")
    {
        passed += code == "0" ? 1 : 0;
    }

    // Tests that the reports do not show as failed: the build broke, the test host crashed, or no test ran.
    var untold = name != "tests" || failures.Count == 0;
    if (code != "0" && untold)
    {
        failures.Add($"Step '{name}' ended with {code}.");
    }
}

if (tests.Length == 0 && failures.Count == 0)
{
    failures.Add("No test ran.");
}

Print("Longest tests", tests.OrderByDescending(Seconds).Take(15).Select(test => FormattableString.Invariant($"{Seconds(test),7:F1} s  {Name(test)}")));
Print($"Skipped: {skipped.Length}", skipped.GroupBy(test => Kind(Message(test.Element("reason")))).OrderByDescending(group => group.Count())
    .Select(group => $"{group.Count(),5}  {group.Key}"));
Print($"Failed: {failures.Count}", failures);
Print("Steps", steps.Select(step => $"{step.Name}: {(step.Code == "0" ? "passed" : $"FAILED ({step.Code})")}"));
Console.WriteLine();
Console.WriteLine($"{passed} passed, {failures.Count} failed, {skipped.Length} skipped");
return failures.Count == 0 ? 0 : 2; // 1 is what dotnet run itself gives when it cannot run this

static string Result(XElement test) => (string?)test.Attribute("result") ?? "";

static string Name(XElement test) => ((string?)test.Attribute("name") ?? "?").Replace("MultimodalEmbeddings.Tests.", "", StringComparison.Ordinal);

static double Seconds(XElement test) => double.Parse((string?)test.Attribute("time") ?? "0", CultureInfo.InvariantCulture);

static string Failure(XElement test) => $"{Name(test)}: {Message(test.Descendants("message").FirstOrDefault())}";

// The first line.
static string Message(XElement? element) => element?.Value.Trim().Split('\n')[0].Trim() is { Length: > 0 } text ? text : "no reason given";

// Reasons that differ in the file alone are of one kind.
static string Kind(string reason) => Regex.Replace(reason.Split(';')[0], @"[^\s']*/[^\s']*", "(file)");

static void Print(string title, IEnumerable<string> lines)
{
    Console.WriteLine();
    Console.WriteLine(title);
    foreach (var line in lines)
    {
        Console.WriteLine("  " + line);
    }
}
