using MultimodalEmbeddings;
using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Training;
using Quickstart.Charts;
using Quickstart.Scenes;
using Quickstart.Training;
using TorchSharp;

namespace Quickstart;

/// <summary>The quick start: scenes are drawn, two models are trained and compared, one is saved, loaded and used.</summary>
internal static class SceneRun
{
    /// <returns>The exit code: 0 if pictures made the model better, else 1.</returns>
    public static int Run(QuickstartOptions options, CancellationToken cancellation)
    {
        var data = DrawScenes(options);
        var trainer = new ArmTrainer(data, options, cancellation);
        using var untrained = trainer.Start();
        torch.set_num_threads(1);   // In so small a model threads mostly wait for one another, above all on a busy machine.
        var evaluator = new StsEvaluator(untrained);
        Console.WriteLine($"Training SimCSE (text alone) and MCSE (text and pictures) from the same start, seed {options.Seed}");
        using var simCse = trainer.SimCse();
        using var mcse = trainer.Mcse();
        Compare(simCse, mcse, evaluator.Score(data.Test, cancellation));
        DrawCourses(options, evaluator.Score(data.Validation, cancellation), simCse, mcse);
        var isSame = SaveAndSearch(options, mcse, data);
        return isSame && mcse.Test.Score > simCse.Test.Score ? 0 : 1;
    }

    private static SceneData DrawScenes(QuickstartOptions options)
    {
        Directory.CreateDirectory(options.Output);
        var data = SceneData.Draw(options.Seed);
        var path = Path.Combine(options.Output, "scenes.svg");
        ContactSheet.Draw("Scenes and captions", [.. data.Pictures.Zip(data.Captions).Take(12)]).Save(path);
        Console.WriteLine(
            $"Drew {data.Captions.Count} pictures with captions, {data.Sentences.Count} descriptions without pictures, "
            + $"{data.Test.Subsets[0].Pairs.Count} held-out pairs: {path}");
        return data;
    }

    private static void Compare(Arm simCse, Arm mcse, double start)
    {
        var report = new SceneReport(simCse, mcse);
        Console.WriteLine($"\n{report.Scores(start)}\n\n{report.Example()}\n\n{report.Synonyms()}");
        Console.WriteLine(
            mcse.Test.Score > simCse.Test.Score
                ? "\nText alone cannot know that crimson and red look alike: each is just another word. The pictures say so."
                : "\nMCSE did not win: try more steps.");
    }

    private static void DrawCourses(QuickstartOptions options, double start, params Arm[] arms)
    {
        var path = Path.Combine(options.Output, "validation.svg");
        ValidationChart.Draw(
            "Pictures teach what words have in common",
            "Similarity of held-out scene descriptions, judged by the embeddings while training",
            [.. arms.Select(arm => arm.CourseFrom(start))]).Save(path);
        Console.WriteLine($"\nThe course of both: {path}");
    }

    private static bool SaveAndSearch(QuickstartOptions options, Arm mcse, SceneData data)
    {
        var directory = Path.Combine(options.Output, "mcse-scenes");
        mcse.Encoder.Save(directory);
        new TrainingReport(mcse.Encoder, mcse.Training) { Evaluation = new StsReport([mcse.Test]) }.Write(directory);
        using var loaded = SentenceEncoder.Load(directory);
        string[] sentences = [.. data.Test.Subsets[0].Pairs.SelectMany(pair => new[] { pair.First, pair.Second }).Distinct()];
        var pairs = mcse.Encoder.Encode(sentences).Zip(loaded.Encode(sentences));
        var isSame = pairs.All(pair => pair.First.SequenceEqual(pair.Second));
        Console.WriteLine($"MCSE saved and loaded again: {directory}");
        Console.WriteLine($"{sentences.Length} sentences encode to {(isSame ? "the same" : "OTHER")} floats with it");
        PrintNeighbours(new Neighbours(loaded, sentences), sentences.Take(3));
        return isSame;
    }

    private static void PrintNeighbours(Neighbours neighbours, IEnumerable<string> queries)
    {
        foreach (var query in queries)
        {
            var found = neighbours.Of(query, 4).Skip(1);   // the first is the query itself
            Console.WriteLine($"\nNearest to \"{query}\"");
            Console.WriteLine(string.Join('\n', found.Select(neighbour => $"  {neighbour.Cosine:0.00}  {neighbour.Sentence}")));
        }
    }
}
