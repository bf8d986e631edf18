using System.Globalization;

namespace MultimodalEmbeddings.Tests.Export;

/// <summary>What a directory gives in every way in which Python can ask it, from what was written.</summary>
internal static class Checks
{
    private const string Prompt = "query: ";

    private static readonly (string Name, Pooling Pooling)[] Poolers =
    [
        ("cls", Pooling.ClsDense),
        ("cls_before_pooler", Pooling.Cls),
        ("mean", Pooling.Mean),
        ("max", Pooling.Max),
        ("avg_top2", Pooling.TopTwoMean),
        ("avg_first_last", Pooling.FirstLastMean),
        ("avg_first_last_h1", Pooling.FirstLayerLastMean),
    ];

    public static IEnumerable<Check> Of(PythonReader reader, string directory) =>
        reader == PythonReader.Transformers ? OfTransformers(directory) : OfSentenceTransformers(directory);

    private static IEnumerable<Check> OfSentenceTransformers(string directory)
    {
        using var encoder = SentenceEncoder.Load(directory);
        using var normalized = SentenceEncoder.From(directory).WithNormalization().Build();
        yield return new Check("embeddings", [], encoder.Encode(Sentences.All));
        yield return new Check("embeddings.normalized", ["--normalize"], normalized.Encode(Sentences.All));
        yield return new Check("embeddings.prompt", ["--prompt", Prompt], encoder.WithPromptText(Prompt).Encode(Sentences.All));
        foreach (var (name, text) in encoder.Prompts)
        {
            var prompted = encoder.WithPrompt(name).Encode(Sentences.All);
            yield return new Check($"embeddings.prompt_name.{name}", ["--prompt", text], prompted);
        }
    }

    private static IEnumerable<Check> OfTransformers(string directory)
    {
        foreach (var (name, pooling) in Poolers)
        {
            if (Open(directory, pooling) is { } encoder)
            {
                using (encoder)
                {
                    var limit = encoder.MaximumTokens.ToString(CultureInfo.InvariantCulture);
                    string[] options = ["--pooler", name, "--max-length", limit];
                    yield return new Check($"batch.pool.{name}", options, encoder.Encode(Sentences.All));
                }
            }
        }
    }

    /// <summary>Null where the model has no dense layer of its own.</summary>
    private static SentenceEncoder? Open(string directory, Pooling pooling)
    {
        try
        {
            return SentenceEncoder.From(directory).WithPooling(pooling).WithNormalization(false).Build();
        }
        catch (ArgumentException) when (pooling == Pooling.ClsDense)
        {
            return null;
        }
    }
}
