using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Training;

namespace MultimodalEmbeddings.Tests.Host;

/// <summary>An encoder of a few hundred weights, the same in every process.</summary>
public static class TinyEncoder
{
    public const string Sentence = "a dog runs";

    private static readonly string[] Vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "dog", "cat", "runs", "sleeps"];

    private static readonly EncoderConfiguration Configuration = new()
    {
        ModelType = "bert",
        VocabularySize = Vocabulary.Length,
        HiddenSize = 8,
        Layers = 1,
        Heads = 2,
        IntermediateSize = 16,
        MaximumPositions = 16,
    };

    public static SentenceEncoder Create() => SentenceEncoder.Create(Configuration, Vocabulary, seed: 1);

    /// <summary>Eight threads create one at once; they must be equal.</summary>
    public static SentenceEncoder CreateOnThreads()
    {
        var encoders = new SentenceEncoder[8];
        using var start = new Barrier(encoders.Length);
        Thread[] threads =
        [
            .. Enumerable.Range(0, encoders.Length).Select(i => new Thread(() =>
            {
                start.SignalAndWait();
                encoders[i] = Create();
            })),
        ];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        var expected = encoders[0].Encode(Sentence);
        return encoders.All(encoder => encoder.Encode(Sentence).SequenceEqual(expected))
            ? encoders[0]
            : throw new InvalidOperationException("The encoders of the threads differ.");
    }

    public static SentenceEncoder Save(string directory)
    {
        var encoder = Create();
        encoder.Save(directory);
        return encoder;
    }

    /// <summary>One step on two sentences, one on two captions with three features each.</summary>
    public static SentenceEncoder Train()
    {
        var encoder = Create();
        MultimodalContrastiveTrainer.For(encoder)
            .AddSentences(["a dog runs", "a cat sleeps"])
            .AddImagePairs(["a dog sleeps", "a cat runs"], new FeatureMatrix(new float[] { 1, 0, 2, 0, 1, 2 }, rows: 2, columns: 3))
            .WithOptions(new TrainingOptions
            {
                BatchSize = 2,
                Epochs = 1,
                MaximumTokens = 8,
                LearningRate = 0.01,
                ImagePairInterval = 2,
            })
            .Build()
            .Train();
        return encoder;
    }
}
