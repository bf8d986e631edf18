// Uses the package as an application does. Exits with 3 where the package's own error says that there is no native backend.

using MultimodalEmbeddings;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Runtime;
using MultimodalEmbeddings.Training;

string[] vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "dog", "puppy", "cat", "runs", "sleeps"];
var configuration = new EncoderConfiguration
{
    ModelType = "bert",
    VocabularySize = vocabulary.Length,
    HiddenSize = 16,
    Layers = 2,
    Heads = 2,
    IntermediateSize = 32,
    MaximumPositions = 16,
};

try
{
    using var encoder = SentenceEncoder.Create(configuration, vocabulary, seed: 1);
    var before = encoder.Encode("a dog runs");
    Console.WriteLine($"Encode        {before.Length} numbers, the first {before[0]:F4}");
    Console.WriteLine($"Similarity    {encoder.Similarity("a dog runs", "a puppy runs"):F4}");

    var features = new FeatureMatrix(new float[] { 1, 0, 2, 0, 1, 2 }, rows: 2, columns: 3);
    var result = MultimodalContrastiveTrainer.For(encoder)
        .AddSentences(["a dog runs", "a cat sleeps"])
        .AddImagePairs(["a puppy runs", "a cat runs"], features)
        .WithOptions(new TrainingOptions { Epochs = 1, BatchSize = 2, MaximumTokens = 8, LearningRate = 0.01, ImagePairInterval = 2 })
        .Build()
        .Train();
    var last = result.History[^1];
    Console.WriteLine($"Train         {result.Steps} steps, text loss {last.TextLoss:F4}, image loss {result.History.Max(step => step.ImageLoss):F4}");

    var trained = encoder.Encode("a dog runs");
    encoder.Save("model");
    using var loaded = SentenceEncoder.Load("model");
    var equal = loaded.Encode("a dog runs").SequenceEqual(trained);
    Console.WriteLine($"Save, Load    {string.Join(", ", Directory.GetFiles("model").Select(Path.GetFileName).Order())}");
    Console.WriteLine($"Encode again  {(equal ? "equal" : "DIFFERENT")}; training {(trained.SequenceEqual(before) ? "CHANGED NOTHING" : "changed it")}");
    return equal && !trained.SequenceEqual(before) && result.History.Any(step => step.ImageLoss > 0) ? 0 : 1;
}
catch (NativeBackendException exception)
{
    Console.WriteLine(exception.Message);
    return 3;
}
