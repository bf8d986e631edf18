using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Tests.Checkpoints;

/// <summary>Layouts of sentence-transformers with any combination of settings.</summary>
internal static class RandomLayout
{
    private static readonly string[] PromptNames = ["query", "document", "\u00e9 \"\U0001F600"];

    public static SentenceTransformersLayout Next(Random random)
    {
        string[] modes = [.. PoolingModes.Supported];
        random.Shuffle(modes);
        var sizes = Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(1, 9)).ToArray();
        var names = PromptNames[..random.Next(4)];
        return new SentenceTransformersLayout
        {
            TokenPooling = new PoolingSettings(modes[..random.Next(1, 7)], random.Next(2) == 0),
            Normalize = random.Next(2) == 0,
            Text = new TextSettings(random.Next(2) == 0 ? null : random.Next(2, 600), random.Next(2) == 0),
            Dense =
            [
                .. sizes.Skip(1).Zip(sizes, (outputs, inputs) => Dense(inputs, outputs) with
                {
                    Activation = DenseActivations.Supported[random.Next(DenseActivations.Supported.Count)],
                    Bias = random.Next(2) == 0 ? null : new float[outputs],
                    NormalizesInput = random.Next(2) == 0,
                }),
            ],
            Settings = new SentenceSettings
            {
                Prompts = new OrderedDictionary<string, string>(names.ToDictionary(name => name, name => $"{name}: ")),
                DefaultPromptName = random.Next(2) == 0 ? null : names.LastOrDefault(),
                Similarity = random.Next(2) == 0 ? "dot" : "cosine",
            },
        };
    }

    public static DenseWeights Dense(int inputs, int outputs) => new()
    {
        InputSize = inputs,
        OutputSize = outputs,
        Activation = "Tanh",
        Weight = [.. Enumerable.Range(0, inputs * outputs).Select(i => i / 7f)],
        Bias = new float[outputs],
    };
}
