using System.Globalization;
using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

/// <summary>
/// The encoder of the golden transfer results: all-MiniLM-L6-v2, nothing cut off, not normalized, each sentence encoded once in
/// a test run.
/// </summary>
internal sealed class TransferEncoder : ISentenceEncoder
{
    /// <summary>Names the number of distinct sentences up to which a task is evaluated; 0 is no limit.</summary>
    public const string LimitVariable = "MULTIMODAL_EMBEDDINGS_TRANSFER_SENTENCES";

    private const int DefaultLimit = 6000;   // the encoding of these takes seconds; SST2's 70,000 take minutes
    private const string Directory = "models/all-MiniLM-L6-v2";

    private static readonly Dictionary<string, TransferEncoder> ByPooling = [];

    private readonly ISentenceEncoder _encoder;
    private readonly Dictionary<string, float[]> _known = [];

    private TransferEncoder(ISentenceEncoder encoder) => _encoder = encoder;

    public int Dimension => _encoder.Dimension;

    /// <summary>The encoder, or a skip where the model is absent or the task too large.</summary>
    public static TransferEncoder Require(string pooler, TransferTask task)
    {
        var limit = Environment.GetEnvironmentVariable(LimitVariable) is { } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : DefaultLimit;
        var sentences = new TransferSentences(task).Distinct.Count;
        var isTooLarge = limit > 0 && sentences > limit;
        Assert.SkipWhen(isTooLarge, $"{task.Name} has {sentences} sentences; {LimitVariable}=0 evaluates it.");

        var directory = SharedFolder.RequireShared(Directory);
        if (!ByPooling.TryGetValue(pooler, out var encoder))
        {
            var pooling = ReferenceEncoder.InResults(pooler);
            encoder = ByPooling[pooler] = new TransferEncoder(
                SentenceEncoder.From(directory).WithPooling(pooling).WithMaximumTokens(512).WithNormalization(false).Build());
        }

        return encoder;
    }

    public void Encode(
        IReadOnlyList<string> sentences, Memory<float> embeddings, IProgress<int>? progress, CancellationToken token)
    {
        string[] fresh = [.. sentences.Where(sentence => !_known.ContainsKey(sentence)).Distinct()];
        foreach (var (sentence, embedding) in fresh.Zip(_encoder.Encode(fresh, progress, token)))
        {
            _known[sentence] = embedding;
        }

        for (var i = 0; i < sentences.Count; i++)
        {
            _known[sentences[i]].CopyTo(embeddings[(i * Dimension)..]);
        }
    }
}
