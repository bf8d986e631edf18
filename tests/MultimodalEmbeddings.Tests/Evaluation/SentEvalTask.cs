using MultimodalEmbeddings.Evaluation;

namespace MultimodalEmbeddings.Tests.Evaluation;

/// <summary>
/// A task of a SentEval folder by its names, train and dev parts too, which the library's suite has no use for.
/// </summary>
internal static class SentEvalTask
{
    public static StsTask Read(string downstream, string task, IEnumerable<string> subsets) =>
        new(task, [.. subsets.Select(subset => new StsSubset(subset, Pairs(downstream, task, subset)))])
        {
            BatchesByLength = task is not ("STSBenchmark" or "SICKRelatedness"),
        };

    private static IReadOnlyList<StsPair> Pairs(string downstream, string task, string subset) => task switch
    {
        "STSBenchmark" => ColumnFile.Benchmark.Read(Path.Combine(downstream, "STS", task, $"sts-{subset}.csv")),
        "SICKRelatedness" => ColumnFile.Sick.Read(Path.Combine(downstream, "SICK", Sick(subset))),
        _ => SemEvalFiles.In(Path.Combine(downstream, "STS", $"{task}-en-test"), subset).Read(),
    };

    private static string Sick(string subset) => subset switch
    {
        "dev" => "SICK_trial.txt",
        "test" => "SICK_test_annotated.txt",
        _ => $"SICK_{subset}.txt",
    };
}
