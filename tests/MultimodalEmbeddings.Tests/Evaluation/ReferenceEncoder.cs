using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tokenization;
using MultimodalEmbeddings.Transformers;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Evaluation;

/// <summary>
/// The encoder of the golden STS results: all-MiniLM-L6-v2, nothing cut off, not normalized. As in the scripts that made
/// them, each
/// distinct sequence of token ids goes through the network once, whatever the layout of the data and the pooling.
/// </summary>
internal sealed class ReferenceEncoder : ISentenceEncoder
{
    private static readonly Pooling[] Poolings = Enum.GetValues<Pooling>();
    private static readonly Lazy<ReferenceEncoder> Shared = new(() => new ReferenceEncoder(Pooling.Cls, new Network()));

    private readonly Pooling _pooling;
    private readonly Network _network;

    private ReferenceEncoder(Pooling pooling, Network network) => (_pooling, _network) = (pooling, network);

    public int Dimension => _network.Model.Configuration.HiddenSize;

    public static ISentenceEncoder Require(Pooling pooling)
    {
        SharedFolder.RequireShared(Network.Directory);
        return new ReferenceEncoder(pooling, Shared.Value._network);
    }

    /// <summary>A pooling by its name in sts_results.json, where <c>cls</c> is the raw [CLS].</summary>
    public static Pooling InResults(string name) => name == "cls" ? Pooling.Cls : InPoolerResults(name);

    /// <summary>
    /// A pooling by its name in sts_pooler_results.json: the reference's names, where <c>cls</c> has the dense layer.
    /// </summary>
    public static Pooling InPoolerResults(string name) => name switch
    {
        "cls" => Pooling.ClsDense,
        "cls_before_pooler" => Pooling.Cls,
        "mean" or "avg" => Pooling.Mean,
        "avg_top2" => Pooling.TopTwoMean,
        "avg_first_last" => Pooling.FirstLastMean,
        "avg_layer1_last" => Pooling.FirstLayerLastMean,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No pooling has this name."),
    };

    public void Encode(IReadOnlyList<string> sentences, Memory<float> embeddings, IProgress<int>? progress, CancellationToken token)
    {
        var keys = _network.Run(sentences);
        for (var i = 0; i < keys.Length; i++)
        {
            _network.Vectors[keys[i]][Array.IndexOf(Poolings, _pooling)].CopyTo(embeddings[(i * Dimension)..]);
        }
    }

    /// <summary>The model, and what it gave until now, by token ids.</summary>
    private sealed class Network
    {
        public const string Directory = "models/all-MiniLM-L6-v2";
        private readonly ITextTokenizer _tokenizer = TokenizerFiles.Load(Path.Combine(SharedFolder.Shared, Directory));

        public Network()
        {
            using var checkpoint = Checkpoint.Open(Path.Combine(SharedFolder.Shared, Directory));
            Model = EncoderWeights.Load(checkpoint);
        }

        public TransformerModel Model { get; }

        public Dictionary<string, float[][]> Vectors { get; } = [];

        /// <returns>The key of each sentence in <see cref="Vectors"/>.</returns>
        public string[] Run(IReadOnlyList<string> sentences)
        {
            var tokens = sentences.Select(sentence => _tokenizer.Encode(sentence, Model.Configuration.MaximumPositions)).ToArray();
            var keys = tokens.Select(ids => string.Join(' ', ids)).ToArray();
            var fresh = keys.Zip(tokens).Where(pair => !Vectors.ContainsKey(pair.First)).DistinctBy(pair => pair.First).ToArray();
            foreach (var batch in BatchPlan.CutPadded([.. fresh.Select(pair => pair.Second.Length)]))
            {
                RunBatch([.. batch.Select(index => fresh[index])]);
            }

            return keys;
        }

        private void RunBatch((string Key, int[] Ids)[] sentences)
        {
            using var scope = NewDisposeScope();
            using var gradients = no_grad();

            var batch = TokenBatch.Create([.. sentences.Select(sentence => sentence.Ids)], _tokenizer.PaddingId);
            var states = Model.forward(batch);
            var pooled = Poolings.Select(pooling => PooledEmbeddings.Pool(pooling, Model, states, batch).contiguous().data<float>().ToArray())
                .Select(values => values.Chunk(Model.Configuration.HiddenSize).ToArray()).ToArray();
            for (var row = 0; row < sentences.Length; row++)
            {
                Vectors[sentences[row].Key] = [.. pooled.Select(rows => rows[row])];
            }
        }
    }
}
