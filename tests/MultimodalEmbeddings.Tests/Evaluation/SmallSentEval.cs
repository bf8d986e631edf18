using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

/// <summary>A folder in SentEval's layout with two pairs a subset, which tests then spoil.</summary>
internal sealed class SmallSentEval : IDisposable
{
    private static readonly (string Task, string[] Subsets)[] Tasks =
    [
        ("STS12", ["MSRpar", "MSRvid", "SMTeuroparl", "surprise.OnWN", "surprise.SMTnews"]),
        ("STS13", ["FNWN", "headlines", "OnWN"]),
        ("STS14", ["deft-forum", "deft-news", "headlines", "images", "OnWN", "tweet-news"]),
        ("STS15", ["answers-forums", "answers-students", "belief", "headlines", "images"]),
        ("STS16", ["answer-answer", "headlines", "plagiarism", "postediting", "question-question"]),
    ];

    private readonly TemporaryFolder _folder = new();

    public SmallSentEval()
    {
        foreach (var (task, subset) in Tasks.SelectMany(task => task.Subsets.Select(subset => (task.Task, subset))))
        {
            Write(Input(task, subset), $"a cat\ta dog\n{task} cat\t{subset} cat\n");
            Write(Gold(task, subset), "4.5\n1\n");
        }

        Write("STS/STSBenchmark/sts-test.csv", "g\tf\ty\ti\t4.5\ta cat\ta dog\ng\tf\ty\tj\t1\tcat\ttwo dogs\n");
        Write("SICK/SICK_test_annotated.txt", "id\tA\tB\tscore\tlabel\n1\ta cat\ta dog\t4.5\tN\n2\tcat\ttwo dogs\t1\tN\n");
    }

    /// <summary>The directory that holds <c>downstream</c>.</summary>
    public string Above => _folder.FullName;

    /// <summary>The directory that holds STS and SICK.</summary>
    public string Root => _folder.File("downstream");

    public static string Input(string task, string subset) => $"STS/{task}-en-test/STS.input.{subset}.txt";

    public static string Gold(string task, string subset) => $"STS/{task}-en-test/STS.gs.{subset}.txt";

    public string File(string name) => Path.Combine(Root, name);

    public void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File(name))!);
        System.IO.File.WriteAllText(File(name), text);
    }

    public void Dispose() => _folder.Dispose();
}
