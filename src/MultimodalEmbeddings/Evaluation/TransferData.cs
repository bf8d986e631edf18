namespace MultimodalEmbeddings.Evaluation;

/// <summary>The parts of a task as features and labels, each in SentEval's order.</summary>
internal sealed record TransferData(LogisticSamples Train, LogisticSamples? Test, LogisticSamples? Dev);
