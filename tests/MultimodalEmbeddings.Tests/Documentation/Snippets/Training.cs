// snippet: training
using MultimodalEmbeddings;
using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Training;
// end-snippet

internal static class Training
{
    public static void Run()
    {
        // snippet: training
        using var encoder = SentenceEncoder.Load("models/bert-base-uncased");
        string[] captions = [.. TextLines.Read("data/flickr30k.captions.txt")];

        TrainingResult result = MultimodalContrastiveTrainer.For(encoder)
            .AddSentences(TextLines.Read("data/wiki1m.txt"))
            .AddImagePairs(captions, FeatureFile.Load("data/flickr30k.resnet50.safetensors")) // row i belongs to caption i
            .WithOptions(new TrainingOptions { Epochs = 3, BatchSize = 64, LearningRate = 3e-5, Seed = 42 })
            .WithValidation(StsTask.LoadBenchmark("data/sts-dev.csv"), everySteps: 125)
            .WithCheckpoints("runs/mcse-flickr30k") // killed at any instant, the same program goes on from there
            .Build()
            .Train();

        Console.WriteLine($"Best of {result.Steps} steps: step {result.BestStep}, Spearman {result.BestScore:0.00}");
        encoder.Save("models/mcse-flickr30k");
        new TrainingReport(encoder, result) { BaseModel = "google-bert/bert-base-uncased", Language = "en" }
            .Write("models/mcse-flickr30k"); // README.md, a model card, and training.svg
        // end-snippet
    }
}
